package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Guards.MaxDuration;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Lets nobody have something for longer than is set. */
final class MaxDurationGuard implements Guard {
  private final MaxDuration longest;

  MaxDurationGuard(MaxDuration longest) {
    this.longest = longest;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    var before = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    var after = before.after(proposal.all().stream().map(Proposed::change).toList());
    for (NewLines.Line line : lines(proposal, before, after)) {
      if (gives(line.role(), after) && !line.endsWithin(longest.days(), proposal.inputs().now())) {
        sink.accept(
            ObjectionDraft.of(
                    RuleId.MAX_DURATION,
                    Needs.CHANGE,
                    "The %s gets %s %s; %d days are the most."
                        .formatted(
                            line.assignment().subject(),
                            longest.item(),
                            line.assignment().expires() == null ? "for ever" : "for longer",
                            longest.days()))
                .about(new Holdable.OfRole(line.role()))
                .standing(line.assignment().at())
                .setAt(longest.at()));
      }
    }
  }

  /** New ones, and all of a role that gives it from now on. */
  private Set<NewLines.Line> lines(
      Proposal proposal, EffectiveAccess before, EffectiveAccess after) {
    var lines = new LinkedHashSet<>(NewLines.of(proposal));
    boolean widened =
        proposal.judged().stream()
            .anyMatch(one -> one.change() instanceof Change.RoleCapabilityAdded);
    if (widened) {
      for (DesiredHolding holding : proposal.inputs().desired().holdings().values()) {
        if (gives(holding.role(), after) && !gives(holding.role(), before)) {
          holding.assignments().forEach(line -> lines.add(new NewLines.Line(holding.role(), line)));
        }
      }
    }
    return lines;
  }

  private boolean gives(Slug role, EffectiveAccess access) {
    return access.ofRole(role).has(longest.item());
  }
}
