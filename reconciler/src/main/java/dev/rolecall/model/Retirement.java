package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A role that a run retired.
 *
 * @param capabilities that it had
 * @param at when
 */
public record Retirement(Slug role, SortedSet<CapabilityId> capabilities, Instant at) {
  public Retirement {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }
}
