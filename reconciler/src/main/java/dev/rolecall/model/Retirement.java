package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A role that a run retired.
 *
 * @param capabilities that it had
 * @param people ids of those who lost it; empty: not remembered
 * @param at when
 */
public record Retirement(
    Slug role, SortedSet<CapabilityId> capabilities, SortedSet<String> people, Instant at) {
  public Retirement {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    people = Collections.unmodifiableSortedSet(new TreeSet<>(people));
  }

  /** The same, nobody remembered. */
  Retirement withoutPeople() {
    return new Retirement(role, capabilities, new TreeSet<>(), at);
  }
}
