package dev.rolecall.cli;

import java.time.Duration;
import java.util.Optional;

/** Durations as options take them: {@code 90s}, {@code 40m}, {@code 4h}, {@code 2d}. */
final class Durations {
  private Durations() {}

  /** Empty for what is none, or is longer than this. */
  static Optional<Duration> parse(String written, Duration longest) {
    String text = written.strip();
    try {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration duration =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default -> Duration.ofSeconds(-1);
          };
      return duration.isNegative() || duration.compareTo(longest) > 0
          ? Optional.empty()
          : Optional.of(duration);
    } catch (NumberFormatException | StringIndexOutOfBoundsException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
