package dev.rolecall.diff;

import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Tombstone;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Who takes over from a retired role now. */
final class RoleSuccessor {
  private RoleSuccessor() {}

  /** A successor that has gone since has one of its own, or none; null: none takes over. */
  static @Nullable Slug of(Tombstone.OfRole tombstone, DesiredState desired) {
    var met = new HashSet<Slug>();
    Sourced<Slug> next = tombstone.successor();
    while (next != null && met.add(next.value())) {
      Tombstone.@Nullable OfRole gone = desired.tombstoneOf(next.value());
      if (gone == null) {
        return next.value();
      }
      next = gone.successor();
    }
    return null;
  }
}
