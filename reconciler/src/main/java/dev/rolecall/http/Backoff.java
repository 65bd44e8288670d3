package dev.rolecall.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** How long to wait before the next try. */
final class Backoff {
  private static final long FIRST_MS = 200;
  private static final long MOST_MS = 10_000;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Doubles from 0.2 s to 10 s; of that a random part, at least half, so that tries spread. */
  Duration before(int nextTry) {
    long full = Math.min(MOST_MS, FIRST_MS << Math.min(nextTry - 2, 20));
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }

  /** A little more, so that all who wait for one instant do not go at once. */
  Duration spread() {
    return Duration.ofMillis(random.nextLong(100));
  }

  /** Retry-After in seconds or as a date (RFC 9110, 10.2.3); zero for anything else. */
  static Duration retryAfter(String value, Instant now) {
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      var format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
      var wait = Duration.between(now, ZonedDateTime.parse(text, format).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
