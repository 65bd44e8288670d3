package dev.rolecall.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Starts and ends of assignments in the words of a document: days where they are whole days. */
public final class Days {
  private Days() {}

  /** The first day, or the instant where it is not a midnight (UTC). */
  public static String first(Instant start) {
    return isMidnight(start)
        ? start.atOffset(ZoneOffset.UTC).toLocalDate().toString()
        : start.toString();
  }

  /** The last day, which ends just before the instant, or the instant where it is no midnight. */
  public static String last(Instant end) {
    return isMidnight(end)
        ? end.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1).toString()
        : end.toString();
  }

  /** To the second, for people. */
  public static String second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static boolean isMidnight(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS).equals(instant);
  }
}
