package dev.rolecall.diff;

import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Arrays;
import java.util.List;

/** Definitions of roles: created, edited, taken over, retired, vanished. */
final class RoleDiff {
  private final DiffInputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;
  private final RoleCapabilityCheck capabilities;
  private final RoleCreation creation;
  private final RoleEdits edits;

  RoleDiff(DiffInputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
    this.capabilities = new RoleCapabilityCheck(inputs, findings);
    this.creation = new RoleCreation(inputs, changes, findings);
    this.edits = new RoleEdits(inputs, changes);
  }

  void run() {
    inputs.desired().roles().values().forEach(this::compare);
    new RoleRetirement(inputs, changes, findings).run();
    new VanishedRoles(inputs, findings).run();
  }

  private void compare(DesiredRole desired) {
    if (inputs.desired().retiredBefore().contains(desired.slug())) {
      return; // the files have said so already
    }
    if (desired.ends() && !inputs.live().roles().containsKey(desired.slug())) {
      findings.add(Draining.gone(desired));
      return;
    }
    if (!inputs.leavesAlone(desired.slug())) {
      capabilities.check(desired);
    }
    LiveRole live = inputs.live().roles().get(desired.slug());
    if (live == null) {
      creation.create(desired);
    } else if (live.system()) {
      findings.add(
          Problem.error(
              RuleId.SYSTEM_ROLE,
              desired.at(),
              "%s is a system role of the tenant; its definition is read-only."
                  .formatted(desired.slug())));
    } else {
      int before = changes.size();
      edits.edit(desired, live.definition());
      takeOver(desired, changes.size() > before);
    }
  }

  private void takeOver(DesiredRole desired, boolean changed) {
    if (desired.ends()) {
      new Draining(inputs).warning(desired).ifPresent(findings::add);
      return;
    }
    if (!inputs.takesOver(desired.slug()) || (inputs.appliedState().isEmpty() && !changed)) {
      return;
    }
    findings.add(
        Problem.note(
            RuleId.TAKES_OVER,
            desired.at(),
            "%s is live already%s; git manages it from now on."
                .formatted(desired.slug(), withHolders(desired.slug()))));
  }

  /** Those of the kinds that git looks after; the others need not have been read. */
  private String withHolders(Slug role) {
    DesiredHolding holding = inputs.desired().holdings().get(role);
    List<SubjectKind> kinds =
        Arrays.stream(SubjectKind.values())
            .filter(k -> holding != null && holding.manage().of(k) != ManageMode.OBSERVE)
            .toList();
    int count = kinds.stream().mapToInt(kind -> inputs.live().holders(role, kind).size()).sum();
    return switch (kinds.size()) {
      case 0 -> "";
      case 1 -> ", with " + Counted.of(count, kinds.getFirst().word());
      default -> ", with " + Counted.of(count, "holder");
    };
  }
}
