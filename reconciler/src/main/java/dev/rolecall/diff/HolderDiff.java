package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Manage;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Direct holders, per role and kind of subject, by the role's manage mode (design.md, rule 1). */
final class HolderDiff {
  private final Inputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;

  HolderDiff(Inputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
  }

  void run() {
    var holdings = new TreeMap<>(inputs.desired().holdings());
    inputs
        .appliedState()
        .ifPresent(
            applied -> applied.holdings().values().forEach(held -> withdrawn(held, holdings)));
    holdings.forEach(this::compare);
  }

  /**
   * A system role whose Assignments are gone: what git granted there, git takes back; what it only
   * observed, it goes on to leave alone.
   */
  private void withdrawn(DesiredHolding applied, Map<Slug, DesiredHolding> holdings) {
    LiveRole live = inputs.live().roles().get(applied.role());
    if (live != null && live.system()) {
      var manage = new Manage(left(applied.manage().groups()), left(applied.manage().users()));
      holdings.computeIfAbsent(applied.role(), slug -> new DesiredHolding(slug, manage, List.of()));
    }
  }

  private static ManageMode left(ManageMode applied) {
    return applied == ManageMode.OBSERVE ? ManageMode.OBSERVE : ManageMode.ADD;
  }

  private void compare(Slug role, DesiredHolding holding) {
    boolean live = inputs.live().roles().containsKey(role);
    if (!live && inputs.live().retired().contains(role)) {
      return; // refused already, with its role
    }
    if (!live && !comes(role)) {
      holding.assignments().stream().findFirst().ifPresent(first -> unknown(role, first));
      return;
    }
    for (SubjectKind kind : SubjectKind.values()) {
      new KindDiff(inputs, holding, kind, placeOf(role)).run(changes, findings);
    }
  }

  /** Whether this commit makes it: as a role, or as a capability that people can hold. */
  private boolean comes(Slug role) {
    return inputs.desired().roles().containsKey(role)
        || inputs.desired().capabilities().keySet().stream()
            .anyMatch(id -> inputs.features().heldAs(id).filter(role::equals).isPresent());
  }

  private void unknown(Slug role, DesiredAssignment first) {
    findings.add(
        Problem.error(RuleId.UNKNOWN_ROLE, first.at(), "The tenant has no role %s.".formatted(role))
            .advising("Correct the slug, or remove the Assignment."));
  }

  private @Nullable SourceRef placeOf(Slug role) {
    DesiredRole desired = inputs.desired().roles().get(role);
    return desired == null ? null : desired.at();
  }
}
