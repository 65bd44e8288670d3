package dev.rolecall.diff;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A new role, or why there can be none. What it contains of roles that are new too is added when
 * all of them are there, so that new roles may contain each other.
 */
final class RoleCreation {
  private final DiffInputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;

  RoleCreation(DiffInputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
  }

  void create(DesiredRole role) {
    if (inputs.live().retired().contains(role.slug())) {
      findings.add(retired(role));
      return;
    }
    if (!inputs.features().mayCreate(role.slug())) {
      findings.add(
          Problem.error(
                  RuleId.INVALID_SLUG,
                  role.at(),
                  "%s is not a slug that rolecall creates, and the tenant has no such role."
                      .formatted(role.slug()))
              .advising(RuleId.INVALID_SLUG.remedy()));
      return;
    }
    addChanges(role);
  }

  private Problem retired(DesiredRole role) {
    Slug slug = role.slug();
    return inputs.appliedRole(slug).isPresent()
        ? Problem.warning(
                RuleId.RETIRED_SLUG,
                role.at(),
                "%s was deleted in the tenant, which retires its slug; it cannot come back and is left alone."
                    .formatted(slug))
            .advising(
                "Retire it here too: rolecall retire %s --reason TEXT. A new role needs another slug."
                    .formatted(slug))
        : Problem.warning(
            RuleId.RETIRED_SLUG,
            role.at(),
            "%s is retired in the tenant; it can never be used again and is left alone."
                .formatted(slug));
  }

  private void addChanges(DesiredRole role) {
    Cause cause = cause(role.slug());
    var later = new TreeSet<CapabilityId>();
    var atOnce = new TreeSet<CapabilityId>();
    for (CapabilityId id : role.capabilities().keySet()) {
      if (!inputs.leavesOut(role.slug(), id)) {
        (isNewRole(id) ? later : atOnce).add(id);
      }
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
