package dev.rolecall.diff;

import dev.rolecall.model.Days;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * The days of a tombstone in the words of a document.
 *
 * @param drain null: it names none
 * @param delete null: it deletes at once
 */
record TombstoneDays(@Nullable String drain, @Nullable String delete) {
  static TombstoneDays of(Tombstone tombstone) {
    return switch (tombstone) {
      case Tombstone.OfRole role when role.deletion() != null -> {
        Deletion deletion = role.deletion();
        yield new TombstoneDays(
            deletion.drain() == null ? null : Days.first(deletion.drain().value()),
            Days.first(deletion.day().value()));
      }
      case Tombstone.OfRole _, Tombstone.OfCapability _ -> new TombstoneDays(null, null);
    };
  }
}
