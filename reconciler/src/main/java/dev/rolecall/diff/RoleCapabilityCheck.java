package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Suggestions;
import java.util.List;

/** Whether the capabilities that declared roles name are there, or come with this commit. */
final class RoleCapabilityCheck {
  private final DiffInputs inputs;
  private final List<Problem> findings;
  private final Suggestions.FirstFew near = new Suggestions.FirstFew();

  RoleCapabilityCheck(DiffInputs inputs, List<Problem> findings) {
    this.inputs = inputs;
    this.findings = findings;
  }

  void check(DesiredRole desired) {
    desired
        .capabilities()
        .forEach((capability, at) -> {
          Capability live = inputs.live().capabilities().get(capability);
          if (inputs.leavesOut(desired.slug(), capability)) {
            findings.add(leftOut(desired.slug(), capability, at));
          } else if (live == null) {
            if (!inputs.desired().capabilities().containsKey(capability)
                && !isDeclaredRole(capability)) {
              findings.add(unknown(capability, at));
            }
          } else if (live.status() == Capability.Status.IN_FLIGHT) {
            findings.add(
                Problem.warning(
                    RuleId.CAPABILITY_IN_FLIGHT,
                    at,
                    "%s is assignable but does nothing yet.".formatted(capability)));
          }
        });
  }

  /** The rest of the role is done without it. */
  private static Problem leftOut(Slug role, CapabilityId capability, SourceRef at) {
    return Problem.warning(
            RuleId.RETIRED_CAPABILITY,
            at,
            "%s is left out of %s: the slug %s is retired for ever, so that role is left alone."
                .formatted(capability, role, capability.action()))
        .advising("Remove it here, or name the role that takes its place, under another slug.");
  }

  private boolean isDeclaredRole(CapabilityId capability) {
    return inputs
        .features()
        .asRole(capability)
        .filter(role -> inputs.desired().roles().containsKey(role))
        .isPresent();
  }

  /** The tenant itself lacks it, so that a fresh catalogue, the rule's remedy, would not help. */
  private Problem unknown(CapabilityId capability, SourceRef at) {
    return Problem.error(
            RuleId.UNKNOWN_CAPABILITY,
            at,
            "%s is not a capability of the tenant.".formatted(capability))
        .advising(
            near.nearest(capability.toString(), this::liveCapabilities)
                .map(name -> "Did you mean " + name + "?")
                .orElse("Remove it, or declare it with kind: Capability."));
  }

  private List<String> liveCapabilities() {
    return inputs.live().capabilities().keySet().stream().map(CapabilityId::toString).toList();
  }
}
