package dev.rolecall.access;

import dev.rolecall.diff.DatedLine;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * That a subject holds a role directly, now or from a day on, and until when. Each is itself alone:
 * many people have the same ways, and are told apart by which objects they are.
 */
final class HeldWay {
  private final Slug role;
  private final Subject holder;
  private final @Nullable Instant from;
  private final @Nullable Instant until;

  HeldWay(Slug role, Subject holder, @Nullable Instant from, @Nullable Instant until) {
    this.role = role;
    this.holder = holder;
    this.from = from;
    this.until = until;
  }

  Slug role() {
    return role;
  }

  Subject holder() {
    return holder;
  }

  @Nullable Instant from() {
    return from;
  }

  @Nullable Instant until() {
    return until;
  }

  /** Whether it is another way, is there when the line ends, and does not end the same day. */
  boolean outlasts(DatedLine line, Instant end) {
    boolean isItself =
        role.equals(line.role()) && holder.identity().equals(line.subject().identity());
    return !isItself
        && (from == null || !from.isAfter(end))
        && (until == null || lastDay(until).isAfter(lastDay(end)));
  }

  private static LocalDate lastDay(Instant end) {
    return end.minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
