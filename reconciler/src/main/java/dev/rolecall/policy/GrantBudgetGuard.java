package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.GrantBudget;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Past.Start;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;

/** Stops a change set that gives more people something at once than anybody means to. */
final class GrantBudgetGuard implements Guard {
  private final GrantBudget budget;

  GrantBudgetGuard(GrantBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean needsEverybody(Proposal proposal) {
    int number =
        proposal.moves().gaining(proposal.judgedImpact()).size()
            + proposal.past().recent().peopleGaining();
    return proposal.past().start() == Start.LATER_RUN && number > budget.people().floor();
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (proposal.past().start() != Start.LATER_RUN) {
      return;
    }
    List<Proposed> giving = proposal.judged().stream().filter(one -> one.change().gains()).toList();
    if (giving.isEmpty()) {
      return;
    }
    Unreadable.objection(
            RuleId.GRANT_BUDGET,
            Affected.unreadable(proposal, proposal.judged(), false),
            "how many people gain access")
        .map(objection -> objection.by(giving).setAt(budget.at()))
        .ifPresent(sink);
    List<Person> people = proposal.moves().gaining(proposal.judgedImpact());
    int recent = proposal.past().recent().peopleGaining();
    if (people.size() + recent <= budget.people().floor()) {
      return;
    }
    var excess = new Excess(people.size(), recent, Affected.everybody(proposal), budget.people());
    if (excess.isOne()) {
      sink.accept(
          excess
              .objection(
                  RuleId.GRANT_BUDGET,
                  Measure.PEOPLE_AFFECTED,
                  excess.sentence("person gains access", "people gain access"))
              .of(people)
              .by(giving)
              .setAt(budget.at()));
    }
  }
}
