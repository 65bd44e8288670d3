package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.model.CustomRule;
import dev.rolecall.policy.JudgedRule;
import dev.rolecall.policy.RuleEngine;
import dev.rolecall.policy.RuleException;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.policy.RuleTest;
import dev.rolecall.policy.cel.CelRules;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Custom rules made ready. Their language is loaded only where there is one. */
final class RuleBook {
  private RuleBook() {}

  /** The content with what is wrong in its rules. */
  static RepositoryContent check(RepositoryContent content) {
    Set<CustomRule> rules = new LinkedHashSet<>();
    content.states().values().stream()
        .flatMap(state -> state.rules().stream())
        .filter(RuleBook::mayBeOne)
        .forEach(rules::add);
    if (rules.isEmpty()) {
      return content;
    }
    RuleEngine engine = new CelRules();
    var problems = new ArrayList<Problem>();
    for (CustomRule rule : rules) {
      try {
        engine.compile(rule);
      } catch (RuleException e) {
        e.faults().forEach(fault -> problems.add(problem(rule, fault)));
      }
    }
    return content.adding(problems);
  }

  /** What is empty, or too long, is refused before anybody reads it. */
  private static boolean mayBeOne(CustomRule rule) {
    String text = rule.text().text();
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= CelRules.LONGEST;
  }

  private static Problem problem(CustomRule rule, Fault fault) {
    CustomRule.Expression text = rule.text();
    return Problem.error(
        RuleId.BROKEN_RULE,
        text.place(fault.offset()),
        "The rule of policy %s%s: %s"
            .formatted(rule.name(), text.inside(fault.offset()), fault.message()));
  }

  /** Ready to judge; one that cannot be understood refuses whatever it is asked of. */
  static List<JudgedRule> ready(Collection<CustomRule> rules) {
    if (rules.isEmpty()) {
      return List.of();
    }
    RuleEngine engine = new CelRules();
    return rules.stream().map(rule -> new JudgedRule(rule, test(engine, rule))).toList();
  }

  private static RuleTest test(RuleEngine engine, CustomRule rule) {
    try {
      return engine.compile(rule);
    } catch (RuleException e) {
      return _ -> {
        throw e;
      };
    }
  }
}
