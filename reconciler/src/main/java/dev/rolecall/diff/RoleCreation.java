package dev.rolecall.diff;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A new role. What it contains of roles that are new too is added when all of them are there, so
 * that new roles may contain each other.
 */
final class RoleCreation {
  private final Inputs inputs;

  RoleCreation(Inputs inputs) {
    this.inputs = inputs;
  }

  void run(DesiredRole role, List<Change> changes) {
    Cause cause = cause(role.slug());
    var later = new TreeSet<CapabilityId>();
    var atOnce = new TreeSet<CapabilityId>();
    for (CapabilityId id : role.capabilities().keySet()) {
      (isNewRole(id) ? later : atOnce).add(id);
    }
    var definition =
        new RoleDefinition(role.slug(), role.name().value(), role.description().value(), atOnce);
    changes.add(new Change.RoleCreated(definition, cause, role.at()));
    for (CapabilityId id : later) {
      boolean bothComeBack =
          cause == Cause.DRIFT
              && inputs.features().asRole(id).map(this::cause).equals(Optional.of(cause));
      changes.add(
          new Change.RoleCapabilityAdded(
              role.slug(),
              id,
              bothComeBack ? Cause.DRIFT : Cause.PENDING,
              role.capabilities().getOrDefault(id, role.at())));
    }
  }

  /** Drift: the applied commit declared it, so somebody deleted it in the tenant. */
  private Cause cause(Slug role) {
    return inputs.appliedRole(role).isPresent() ? Cause.DRIFT : Cause.PENDING;
  }

  private boolean isNewRole(CapabilityId id) {
    return inputs
        .features()
        .asRole(id)
        .filter(slug -> !inputs.live().roles().containsKey(slug))
        .isPresent();
  }
}
