package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The roles that changes retire. A role that is drained is retired by that, for all who look at
 * people; its deletion on a later day takes nothing from anybody.
 */
public final class Retired {
  private Retired() {}

  /** The role that this change deletes, or takes somebody out of to delete it another day. */
  public static Optional<Slug> by(Change change) {
    return switch (change) {
      case Change.RoleRetired gone -> Optional.of(gone.role());
      case Change.AssignmentRemoved removed when removed.drain() != null ->
          Optional.of(removed.role());
      case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> Optional.empty();
    };
  }

  /** Whether it takes somebody out of a role that is deleted another day. */
  public static boolean drains(Change change) {
    return change instanceof Change.AssignmentRemoved removed && removed.drain() != null;
  }

  /** All of these roles. */
  public static SortedSet<Slug> by(Collection<Change> changes) {
    var roles = new TreeSet<Slug>();
    changes.forEach(change -> by(change).ifPresent(roles::add));
    return roles;
  }
}
