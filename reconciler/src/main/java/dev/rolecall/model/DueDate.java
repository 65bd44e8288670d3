package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A day on which a tombstone does something to a role, still to come.
 *
 * @param place where the day is written
 */
public record DueDate(Slug role, What what, Instant at, SourceRef place)
    implements Comparable<DueDate> {
  private static final Duration SOON = Duration.ofDays(3);
  private static final Comparator<DueDate> ORDER =
      Comparator.comparing(DueDate::at).thenComparing(DueDate::role).thenComparing(DueDate::what);

  /** What happens then. */
  public enum What {
    /** Nobody holds it any more. */
    DRAINED,
    /** It is deleted for ever. */
    DELETED
  }

  /** Whether every report tells of it: within three days. */
  public boolean isSoon(Instant now) {
    return !at.isAfter(now.plus(SOON));
  }

  @Override
  public int compareTo(DueDate other) {
    return ORDER.compare(this, other);
  }
}
