package dev.rolecall.reconcile;

import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Separation;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Judge;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Proposal;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What guards and policies that a change itself brings have against it. Its base judges it; they do
 * as soon as it is merged, and it would be refused then, which nobody should learn that late.
 */
final class Foresight {
  private final Matter later;
  private final Proposing proposing;

  Foresight(Matter later, Proposing proposing) {
    this.later = later;
    this.proposing = proposing;
  }

  /** The matter before its own judges; null: it brings none, or nothing but them judges it. */
  static @Nullable Matter matter(DesiredSide asked, Matter matter) {
    @Nullable DesiredState base = asked.base();
    if (base == null) {
      return null;
    }
    Guards guards = JudgingSettings.ownGuards(asked);
    List<Separation> policies = JudgingSettings.newPolicies(asked, base);
    List<CustomRule> rules = JudgingSettings.newRules(asked, base);
    return guards.equals(asked.settings().guards()) && policies.isEmpty() && rules.isEmpty()
        ? null
        : matter.judgedBy(
            new Judges(List.of(guards), policies, rules, matter.judges().revocation()));
  }

  /**
   * A warning for each thing that stands against it.
   *
   * @param plan with what its base has against it: the same is not said twice
   */
  List<Problem> warnings(Plan plan) throws TenantException {
    Set<Object> known = plan.objections().stream().map(Foresight::said).collect(Collectors.toSet());
    var judge =
        new Judge(
            later.judges().guards(),
            RuleBook.ready(later.judges().rules()),
            later.judges().revocation());
    Proposal proposal = proposing.of(later, new Considered(later, plan), judge, Audience.nobody());
    return judge.judge(proposal, later.approvals()).stream()
        .filter(objection -> objection.stands() && !known.contains(said(objection)))
        .map(Foresight::warning)
        .toList();
  }

  /** The same guard in another place says the same. */
  private static Object said(Objection objection) {
    return List.of(objection.rule(), objection.message());
  }

  private static Problem warning(Objection objection) {
    return Problem.warning(
        RuleId.OWN_JUDGE_REFUSES,
        objection.setting(),
        "Once this is merged, apply is judged by what it brings too, and %s would stop it: %s"
            .formatted(objection.rule().id(), objection.message()));
  }
}
