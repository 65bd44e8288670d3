package dev.rolecall.reconcile;

import dev.rolecall.model.Guards;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Objection;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lifts in an emergency what an approval, or the end of a hold, would lift. What no approval lifts
 * stands: what is protected, the accounts of rolecall itself, a slug that is retired.
 *
 * @param reason null: there is no emergency
 */
record BreakGlass(@Nullable String reason) {

  /**
   * As somebody asked for it.
   *
   * @param guards those that judge; one of them may forbid it
   * @throws InvalidInputException where it is switched off
   */
  static BreakGlass of(@Nullable String reason, List<Guards> guards) {
    if (reason != null && guards.stream().anyMatch(one -> !one.breakGlass())) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.BREAK_GLASS_OFF,
              null,
              "--break-glass is switched off: guards of rolecall.yaml say break-glass: off."));
    }
    return new BreakGlass(reason);
  }

  /** The plan as it may be applied. */
  Plan of(Plan judged) {
    return reason == null ? judged.enforcing(RuleId.HELD) : judged.overriding();
  }

  /** What it lifted, by ids of rules, each once. */
  List<String> lifted(Plan plan) {
    var rules = new ArrayList<RuleId>();
    if (reason != null) {
      if (plan.findings().stream().anyMatch(one -> one.rule() == RuleId.HELD)) {
        rules.add(RuleId.HELD);
      }
      plan.objections().stream()
          .filter(Objection::overridden)
          .map(Objection::rule)
          .forEach(rules::add);
    }
    return rules.stream().map(RuleId::id).distinct().toList();
  }
}
