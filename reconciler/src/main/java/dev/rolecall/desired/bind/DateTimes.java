package dev.rolecall.desired.bind;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates and instants of documents; a date is a whole day in UTC. */
final class DateTimes {
  private static final int LAST_YEAR = 9999;

  private DateTimes() {}

  /** The first instant that belongs to it. */
  static Optional<Instant> start(String text) {
    return text.indexOf('T') < 0
        ? date(text).map(date -> date.atStartOfDay().toInstant(ZoneOffset.UTC))
        : instant(text);
  }

  /** The first instant that no longer belongs to it. */
  static Optional<Instant> end(String text) {
    return text.indexOf('T') < 0
        ? date(text).map(date -> date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
        : instant(text);
  }

  /** Far more than any document means; beyond it, arithmetic with dates ends. */
  private static boolean isWithinReach(int year) {
    return year >= 0 && year <= LAST_YEAR;
  }

  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(date -> isWithinReach(date.getYear()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text))
          .filter(moment -> isWithinReach(moment.getYear()))
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
