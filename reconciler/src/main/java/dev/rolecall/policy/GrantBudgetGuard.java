package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.GrantBudget;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
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
        Affected.gaining(proposal.judgedImpact()).size() + proposal.past().recent().peopleGaining();
    return proposal.past().start() == Start.LATER_RUN && number > budget.people().floor();
  }

  @Override
  public void judge(Proposal proposal, Consumer<Objection> sink) {
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
    List<Person> people = Affected.gaining(proposal.judgedImpact());
    int before = proposal.past().recent().peopleGaining();
    int number = people.size() + before;
    if (people.isEmpty() || number <= budget.people().floor()) {
      return;
    }
    var excess = new Excess(number, Affected.everybody(proposal), budget.people());
    if (excess.isOne()) {
      String slices = before == 0 ? "" : ", %d of them within the last 24 hours".formatted(before);
      sink.accept(
          Objection.of(
                  RuleId.GRANT_BUDGET,
                  Needs.APPROVAL,
                  "%s access%s. %s"
                      .formatted(
                          number == 1 ? "1 person gains" : number + " people gain",
                          slices,
                          excess.sentence()))
              .counting(Measure.PEOPLE_AFFECTED, number)
              .of(people)
              .by(giving)
              .setAt(budget.at()));
    }
  }
}
