package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.RevocationBudget;
import dev.rolecall.model.Person;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stops a change set that logs out more people at once than anybody means to. What earlier runs owe
 * was judged when they were to take it.
 */
final class RevocationBudgetGuard implements Guard {
  private final RevocationBudget budget;
  private final RevocationRules rules;

  RevocationBudgetGuard(RevocationBudget budget, RevocationRules rules) {
    this.budget = budget;
    this.rules = rules;
  }

  @Override
  public boolean needsEverybody(Proposal proposal) {
    return people(proposal).size() + recent(proposal) > budget.people().floor();
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Proposed> taking = proposal.steps().stream().filter(one -> one.change().loses()).toList();
    Unreadable.objection(
            RuleId.REVOCATION_BUDGET, rules.unreadable(proposal), "how many people are logged out")
        .map(objection -> objection.by(taking).setAt(budget.at()))
        .ifPresent(sink);
    List<Person> people = people(proposal);
    if (people.size() + recent(proposal) <= budget.people().floor()) {
      return;
    }
    var excess =
        new Excess(people.size(), recent(proposal), Affected.everybody(proposal), budget.people());
    if (excess.isOne()) {
      sink.accept(
          excess
              .objection(
                  RuleId.REVOCATION_BUDGET,
                  Measure.PEOPLE_AFFECTED,
                  excess.sentence("person is logged out", "people are logged out"))
              .of(people)
              .by(taking)
              .setAt(budget.at()));
    }
  }

  private List<Person> people(Proposal proposal) {
    return rules.of(proposal.impact(), List.of(), proposal.own()).people().stream()
        .map(Revocation::person)
        .toList();
  }

  private static int recent(Proposal proposal) {
    return proposal.past().recent().peopleLoggedOut();
  }
}
