package dev.rolecall.diff;

import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Manage;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
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
            applied -> applied.holdings().keySet().forEach(role -> withdrawn(role, holdings)));
    holdings.forEach(this::compare);
  }

  /** A system role whose Assignments are gone: what git granted there, git takes back. */
  private void withdrawn(Slug role, Map<Slug, DesiredHolding> holdings) {
    LiveRole live = inputs.live().roles().get(role);
    if (live != null && live.system()) {
      holdings.computeIfAbsent(role, slug -> new DesiredHolding(slug, Manage.DEFAULT, List.of()));
    }
  }

  private void compare(Slug role, DesiredHolding holding) {
    boolean live = inputs.live().roles().containsKey(role);
    if (!live && inputs.live().retired().contains(role)) {
      return; // refused already, with its role
    }
    for (SubjectKind kind : SubjectKind.values()) {
      new KindDiff(inputs, holding, kind, placeOf(role)).run(changes, findings);
    }
  }

  private @Nullable SourceRef placeOf(Slug role) {
    DesiredRole desired = inputs.desired().roles().get(role);
    return desired == null ? null : desired.at();
  }
}
