package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.Optional;

/** Tenant-defined capabilities: created, edited, removed, vanished. Runs after the roles. */
final class CapabilityDiff {
  private final DiffInputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;

  CapabilityDiff(DiffInputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
  }

  void run() {
    inputs.desired().capabilities().values().forEach(this::compare);
    inputs.desired().retiredCapabilities().values().forEach(this::remove);
    inputs
        .appliedState()
        .ifPresent(applied -> applied.capabilities().values().forEach(this::vanished));
    inputs.record().earlier().capabilities().forEach(this::vanishedEarlier);
  }

  private void compare(DesiredCapability desired) {
    Capability live = inputs.live().capabilities().get(desired.id());
    Optional<CapabilityDefinition> applied =
        inputs.appliedCapability(desired.id()).map(DesiredCapability::definition);
    if (live == null) {
      Cause cause = applied.isPresent() ? Cause.DRIFT : Cause.PENDING;
      changes.add(new Change.CapabilityCreated(desired.definition(), cause, desired.at()));
    } else if (live.origin() != Capability.Origin.TENANT_DEFINED) {
      findings.add(foreign(live, "declared", desired.at()));
    } else if (!definition(live).equals(desired.definition())) {
      changes.add(
          new Change.CapabilityEdited(
              definition(live), desired.definition(), editCause(desired, applied), desired.at()));
    }
  }

  private static Cause editCause(
      DesiredCapability desired, Optional<CapabilityDefinition> applied) {
    if (applied.isEmpty()) {
      return Cause.TAKES_OVER;
    }
    return applied.get().equals(desired.definition()) ? Cause.DRIFT : Cause.PENDING;
  }

  private void remove(Tombstone.OfCapability tombstone) {
    Capability live = inputs.live().capabilities().get(tombstone.id());
    if (live == null) {
      return;
    }
    if (live.origin() != Capability.Origin.TENANT_DEFINED) {
      findings.add(foreign(live, "retired", tombstone.at()));
      return;
    }
    var usage = new CapabilityUsage(inputs, changes);
    int holders = usage.holdersThatStay(tombstone.id());
    if (holders > 0) {
      findings.add(
          Problem.error(
                  RuleId.CAPABILITY_IN_USE,
                  tombstone.at(),
                  "%s cannot be removed while %s it directly."
                      .formatted(
                          tombstone.id(),
                          Counted.of(holders, "holder") + (holders == 1 ? " has" : " have")))
              .advising(
                  "Take it from them first: an Assignment of that role with manage: exact, in a"
                      + " commit of its own."));
      return;
    }
    List<Slug> users = usage.rolesThatKeep(tombstone.id());
    if (!users.isEmpty()) {
      findings.add(
          Problem.error(
              RuleId.CAPABILITY_IN_USE,
              tombstone.at(),
              "%s cannot be removed while a live role holds it: %s."
                  .formatted(tombstone.id(), Counted.list(users))));
      return;
    }
    boolean appliedToo =
        inputs
            .appliedState()
            .filter(applied -> applied.retiredCapabilities().containsKey(tombstone.id()))
            .isPresent();
    changes.add(
        new Change.CapabilityRemoved(
            definition(live), appliedToo ? Cause.DRIFT : Cause.PENDING, tombstone.at()));
  }

  private static Problem foreign(Capability live, String doing, SourceRef at) {
    String message =
        live.origin() == Capability.Origin.ROLE
            ? "%s is a role of the tenant, not a capability to be %s."
            : "%s ships with the tenant and cannot be %s.";
    return Problem.error(RuleId.SYSTEM_CAPABILITY, at, message.formatted(live.id(), doing));
  }

  private void vanished(DesiredCapability applied) {
    if (!inputs.desired().capabilities().containsKey(applied.id())
        && !inputs.desired().retiredCapabilities().containsKey(applied.id())
        && inputs.live().capabilities().containsKey(applied.id())) {
      findings.add(
          Problem.warning(
              RuleId.CAPABILITY_VANISHED,
              applied.at(),
              "The capability %s is in no document now; it was declared in the applied commit. It stays as it is."
                  .formatted(applied.id())));
    }
  }

  /** The commit applied last does not declare it either; it is not forgotten. */
  private void vanishedEarlier(CapabilityId id) {
    if (new Vanishing(inputs).isGone(id) && inputs.appliedCapability(id).isEmpty()) {
      findings.add(
          Problem.warning(
              RuleId.CAPABILITY_VANISHED,
              null,
              "The capability %s is in no document now; it was declared once. It stays as it is."
                  .formatted(id)));
    }
  }

  static CapabilityDefinition definition(Capability live) {
    return new CapabilityDefinition(live.id(), live.name(), live.description());
  }
}
