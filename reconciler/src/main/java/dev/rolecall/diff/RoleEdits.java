package dev.rolecall.diff;

import dev.rolecall.diff.Change.Text;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import java.util.List;
import java.util.Optional;

/** What makes a live role the declared one: its texts and its capabilities. */
final class RoleEdits {
  private final DiffInputs inputs;
  private final List<Change> changes;

  RoleEdits(DiffInputs inputs, List<Change> changes) {
    this.inputs = inputs;
    this.changes = changes;
  }

  void edit(DesiredRole desired, RoleDefinition live) {
    Optional<DesiredRole> applied = inputs.appliedRole(desired.slug());
    text(desired, Text.NAME, live.name(), desired.name(), applied.map(DesiredRole::name));
    text(
        desired,
        Text.DESCRIPTION,
        live.description(),
        desired.description(),
        applied.map(DesiredRole::description));
    desired
        .capabilities()
        .forEach((capability, at) -> {
          if (!live.capabilities().contains(capability)
              && !inputs.leavesOut(desired.slug(), capability)) {
            Cause cause = cause(desired.slug(), declares(applied, capability));
            changes.add(new Change.RoleCapabilityAdded(desired.slug(), capability, cause, at));
          }
        });
    for (CapabilityId capability : live.capabilities()) {
      if (!desired.capabilities().containsKey(capability)) {
        Cause cause = cause(desired.slug(), !declares(applied, capability));
        changes.add(
            new Change.RoleCapabilityRemoved(desired.slug(), capability, cause, desired.at()));
      }
    }
  }

  private void text(
      DesiredRole role,
      Text text,
      String live,
      Sourced<String> desired,
      Optional<Sourced<String>> applied) {
    if (!live.equals(desired.value())) {
      boolean same = applied.filter(a -> a.value().equals(desired.value())).isPresent();
      changes.add(
          new Change.RoleTextEdited(
              role.slug(), text, live, desired.value(), cause(role.slug(), same), desired.at()));
    }
  }

  private static boolean declares(Optional<DesiredRole> role, CapabilityId capability) {
    return role.filter(r -> r.capabilities().containsKey(capability)).isPresent();
  }

  /** Drift when git says the same as the applied commit did, so that the tenant must have moved. */
  private Cause cause(Slug role, boolean gitStoodStill) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    return gitStoodStill ? Cause.DRIFT : Cause.PENDING;
  }
}
