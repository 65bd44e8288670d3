package dev.rolecall.diff;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A declared line with a day to come, and the account that it means. Data for what is said of the
 * future; no change follows from it.
 *
 * @param from when git grants it; null: it has begun
 * @param end when git takes it back, or would; null: never
 */
public record DatedLine(
    Slug role, Subject subject, @Nullable Instant from, @Nullable Instant end, SourceRef at) {
  /** What it grants, by the account's id. */
  public Grant grant() {
    return new Grant(role, subject.identity());
  }
}
