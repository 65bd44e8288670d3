package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.List;

/** What the tenant has and git never named: said once, never touched. */
final class Unmanaged {
  private final DiffInputs inputs;
  private final List<Problem> findings;

  Unmanaged(DiffInputs inputs, List<Problem> findings) {
    this.inputs = inputs;
    this.findings = findings;
  }

  void run() {
    List<Slug> roles =
        inputs.live().roles().values().stream()
            .filter(role -> !role.system())
            .map(LiveRole::slug)
            .filter(slug -> !namedByGit(slug))
            .toList();
    if (!roles.isEmpty()) {
      findings.add(
          Problem.note(
              RuleId.UNMANAGED_ROLE,
              null,
              "%s not declared and left alone: %s."
                  .formatted(are(roles.size(), "live role"), Counted.list(roles))));
    }
    List<CapabilityId> capabilities =
        inputs.live().capabilities().values().stream()
            .filter(capability -> capability.origin() == Capability.Origin.TENANT_DEFINED)
            .map(Capability::id)
            .filter(id -> !namedByGit(id))
            .toList();
    if (!capabilities.isEmpty()) {
      findings.add(
          Problem.note(
              RuleId.UNMANAGED_CAPABILITY,
              null,
              "%s not declared and left alone: %s."
                  .formatted(
                      are(capabilities.size(), "tenant-defined capability"),
                      Counted.list(capabilities))));
    }
  }

  private boolean namedByGit(Slug slug) {
    return inputs.desired().roles().containsKey(slug)
        || inputs.desired().retired().containsKey(slug)
        || inputs.appliedRole(slug).isPresent()
        || inputs.record().granted().roles().contains(slug);
  }

  private boolean namedByGit(CapabilityId id) {
    return inputs.desired().capabilities().containsKey(id)
        || inputs.desired().retiredCapabilities().containsKey(id)
        || inputs.appliedCapability(id).isPresent();
  }

  private static String are(int count, String noun) {
    String counted = Counted.of(count, noun).replace("capabilitys", "capabilities");
    return counted + (count == 1 ? " is" : " are");
  }
}
