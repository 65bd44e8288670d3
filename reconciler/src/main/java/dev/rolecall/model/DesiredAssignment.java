package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subject declared as a holder. A line with an id means that account, whatever it is called;
 * its {@code subject} is then what people read, and the id itself where the line gives no name.
 *
 * @param id the tenant's id that the line itself gives; null: the name says who is meant
 * @param from first instant at which it is desired; null: always
 * @param expires first instant at which it is no longer desired; null: never
 */
public record DesiredAssignment(
    SubjectName subject,
    @Nullable String id,
    @Nullable Instant from,
    @Nullable Instant expires,
    @Nullable String reason,
    SourceRef at) {

  /** A line that says by its name alone who is meant. */
  public DesiredAssignment(
      SubjectName subject,
      @Nullable Instant from,
      @Nullable Instant expires,
      @Nullable String reason,
      SourceRef at) {
    this(subject, null, from, expires, reason, at);
  }

  /** Whether the two lines say the same, wherever they stand. */
  public boolean saysTheSameAs(DesiredAssignment other) {
    return subject.equals(other.subject)
        && Objects.equals(id, other.id)
        && Objects.equals(from, other.from)
        && Objects.equals(expires, other.expires)
        && Objects.equals(reason, other.reason);
  }

  /** Whether it says why. */
  public boolean isExplained() {
    return reason != null && !reason.isBlank();
  }

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
