package dev.rolecall.policy;

import dev.rolecall.diff.ChangeText;
import dev.rolecall.model.Approval;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives nothing back on the word of the record alone: whoever may push that could have written
 * anything into it.
 */
final class UnconfirmedGuard implements Guard {
  private final GivingBack giving;

  UnconfirmedGuard(GivingBack giving) {
    this.giving = giving;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> against) {
    List<Proposed> steps =
        proposal.steps().stream().filter(step -> giving.unconfirmed().contains(step.id())).toList();
    if (steps.isEmpty()) {
      return;
    }
    int count = steps.size();
    against.accept(
        ObjectionDraft.of(
                RuleId.UNDO_UNCONFIRMED,
                Needs.APPROVAL,
                "%d change%s give%s back what no earlier commit that was applied had declared; only the record says that it was there. %s"
                    .formatted(count, count == 1 ? "" : "s", count == 1 ? "s" : "", giving.doubt()))
            .counting(Approval.Measure.CHANGES_AFFECTED, count)
            .adding(steps.stream().map(step -> ChangeText.clause(step.change())).toList())
            .by(steps));
  }
}
