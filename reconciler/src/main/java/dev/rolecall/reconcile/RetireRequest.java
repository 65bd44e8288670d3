package dev.rolecall.reconcile;

import dev.rolecall.model.Slug;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code retire}.
 *
 * @param successor the role that takes over; null: none does
 * @param schedule when it is drained and deleted; null: deleted at once
 */
public record RetireRequest(
    Slug slug, @Nullable Slug successor, String reason, @Nullable Schedule schedule) {

  /**
   * The days of a tombstone.
   *
   * @param drain from when on nobody holds the role; null: from the first run on
   * @param delete from when on it is deleted for ever
   */
  public record Schedule(@Nullable Instant drain, Instant delete) {}
}
