package dev.rolecall.model;

import java.time.Instant;
import java.util.Comparator;

/**
 * That a tombstone took a role from a subject, to delete the role another day.
 *
 * @param granted whether git had granted it
 * @param at when that was
 */
public record Drained(Grant grant, boolean granted, Instant at) implements Comparable<Drained> {
  private static final Comparator<Drained> ORDER =
      Comparator.comparing(Drained::grant)
          .thenComparing(Drained::at)
          .thenComparing(Drained::granted);

  @Override
  public int compareTo(Drained other) {
    return ORDER.compare(this, other);
  }
}
