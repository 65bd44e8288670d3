package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One subject declared as a holder.
 *
 * @param from first instant at which it is desired; null: always
 * @param expires first instant at which it is no longer desired; null: never
 */
public record DesiredAssignment(
    SubjectName subject,
    @Nullable Instant from,
    @Nullable Instant expires,
    @Nullable String reason,
    SourceRef at) {

  /** Whether {@code from} has come; says nothing about {@code expires}. */
  public boolean startedBy(Instant now) {
    return from == null || !from.isAfter(now);
  }

  public boolean expiredBy(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  public boolean activeAt(Instant now) {
    return startedBy(now) && !expiredBy(now);
  }
}
