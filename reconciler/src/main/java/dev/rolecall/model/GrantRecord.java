package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the record of a tenant knows of what git did, settled against the tenant as it is now.
 *
 * @param granted what git granted; empty where nothing is recorded
 * @param pins whom each declared name meant
 * @param vanished what had vanished from git by the last run
 * @param made roles that runs created, and that no whole run has declared since
 */
public record GrantRecord(Granted granted, Pins pins, Vanished vanished, SortedSet<Slug> made) {
  private static final GrantRecord NOTHING = new GrantRecord(Granted.nothing(), Pins.none());

  public GrantRecord {
    made = Collections.unmodifiableSortedSet(new TreeSet<>(made));
  }

  /** Nothing has vanished, and nothing was made by a run that came to no end. */
  public GrantRecord(Granted granted, Pins pins) {
    this(granted, pins, Vanished.nothing(), Collections.emptySortedSet());
  }

  /** Nothing is recorded: {@code manage: add} removes nobody. */
  public static GrantRecord nothing() {
    return NOTHING;
  }
}
