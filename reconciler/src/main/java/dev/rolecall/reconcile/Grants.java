package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Grant;
import java.util.Optional;

/** The grant that a change makes or takes back. */
final class Grants {
  private Grants() {}

  static Optional<Grant> of(Change change) {
    return switch (change) {
      case Change.AssignmentAdded c -> Optional.of(new Grant(c.role(), c.subject().identity()));
      case Change.AssignmentRemoved c -> Optional.of(new Grant(c.role(), c.subject().identity()));
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleCreated _,
          Change.RoleTextEdited _,
          Change.RoleCapabilityAdded _,
          Change.RoleCapabilityRemoved _,
          Change.RoleRetired _ ->
          Optional.empty();
    };
  }
}
