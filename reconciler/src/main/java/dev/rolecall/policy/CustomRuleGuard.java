package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Refuses that of which a custom rule is true, or cannot be told. */
final class CustomRuleGuard implements Guard {
  /** Of more, the rest is counted; reports for machines have every step. */
  private static final int MOST_NAMED = 20;

  private final CustomRule rule;
  private final RuleTest test;

  CustomRuleGuard(JudgedRule judged) {
    this.rule = judged.rule();
    this.test = judged.test();
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Proposed> answered = proposal.answered();
    if (answered.isEmpty()) {
      return;
    }
    try {
      switch (rule.each()) {
        case CHANGE -> changes(proposal, answered, sink);
        case PERSON -> people(proposal, answered, sink);
        case PLAN -> plan(proposal, answered, sink);
      }
    } catch (RuleException e) {
      sink.accept(untold(e, answered));
    }
  }

  private void changes(Proposal proposal, List<Proposed> answered, Consumer<ObjectionDraft> sink) {
    var facts = new ChangeFacts(proposal);
    var found = new ArrayList<Proposed>();
    for (Proposed one : answered) {
      try {
        if (test.isTrueOf(facts.of(one.change()))) {
          found.add(one);
        }
      } catch (RuleException e) {
        sink.accept(untold(e, List.of(one)).adding(List.of(ChangeFacts.said(one.change()))));
        return;
      }
    }
    if (!found.isEmpty()) {
      List<String> named =
          found.stream().limit(MOST_NAMED).map(one -> ChangeFacts.said(one.change())).toList();
      sink.accept(
          draft(found.size() == 1 ? "1 change" : found.size() + " changes")
              .adding(named)
              .adding(rest(found.size()))
              .counting(Measure.CHANGES_AFFECTED, found.size())
              .by(found));
    }
  }

  private static List<String> rest(int found) {
    return found > MOST_NAMED ? List.of("and %d more".formatted(found - MOST_NAMED)) : List.of();
  }

  private void people(Proposal proposal, List<Proposed> answered, Consumer<ObjectionDraft> sink) {
    unreadable(proposal, answered, sink);
    var found = new ArrayList<Person>();
    for (PersonFacts facts : PersonFacts.of(proposal)) {
      for (Person person : facts.people()) {
        try {
          if (test.isTrueOf(facts.of(person))) {
            found.add(person);
          }
        } catch (RuleException e) {
          sink.accept(untold(e, answered).of(List.of(person)));
          return;
        }
      }
    }
    if (!found.isEmpty()) {
      sink.accept(
          draft(found.size() == 1 ? "1 person" : found.size() + " people")
              .counting(Measure.PEOPLE_AFFECTED, found.size())
              .of(found)
              .by(answered)
              .standing(null));
    }
  }

  private void plan(Proposal proposal, List<Proposed> answered, Consumer<ObjectionDraft> sink)
      throws RuleException {
    unreadable(proposal, answered, sink);
    if (test.isTrueOf(PlanFacts.of(proposal, answered))) {
      sink.accept(draft("the change as a whole").by(answered).standing(null));
    }
  }

  /** Whom a rule would be asked of, nobody can tell. */
  private void unreadable(
      Proposal proposal, List<Proposed> answered, Consumer<ObjectionDraft> sink) {
    var groups = new ArrayList<>(proposal.judgedImpact().unread());
    proposal.lossImpact().unread().stream()
        .filter(group -> !groups.contains(group))
        .forEach(groups::add);
    Unreadable.objection(
            RuleId.CUSTOM_RULE, groups, "of whom the rule of policy " + rule.name() + " is true")
        .map(objection -> objection.ofPolicy(rule.name()).by(answered).setAt(rule.at()))
        .ifPresent(sink);
  }

  private ObjectionDraft draft(String what) {
    return ObjectionDraft.of(
            RuleId.CUSTOM_RULE,
            rule.approvable() ? Needs.APPROVAL : Needs.CHANGE,
            "Policy %s, %s: %s".formatted(rule.name(), what, rule.message()))
        .ofPolicy(rule.name())
        .setAt(rule.at());
  }

  private ObjectionDraft untold(RuleException e, List<Proposed> answered) {
    Fault fault = e.faults().getFirst();
    return ObjectionDraft.of(
            RuleId.CUSTOM_RULE,
            Needs.CHANGE,
            "The rule of policy %s cannot be told%s: %s"
                .formatted(rule.name(), rule.text().inside(fault.offset()), fault.message()))
        .ofPolicy(rule.name())
        .by(answered)
        .standing(null)
        .setAt(rule.text().place(fault.offset()));
  }

  /** What is the same of every item. */
  static Map<RuleFact, Object> always(Proposal proposal) {
    return Map.of(
        RuleFact.TENANT, proposal.inputs().desired().tenant(),
        RuleFact.NOW, proposal.inputs().now());
  }
}
