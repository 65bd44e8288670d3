package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * People who lost a role by a run, or were meant to.
 *
 * @param capabilities that the role gave
 * @param people ids, at least one
 * @param at when
 */
public record Loss(
    Slug role, SortedSet<CapabilityId> capabilities, SortedSet<String> people, Instant at) {
  public Loss {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    people = Collections.unmodifiableSortedSet(new TreeSet<>(people));
  }
}
