package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.tenant.Audience;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a plan, what of them has to be answered for, and whom either may concern. */
final class Considered {
  private final Judging.Matter matter;
  private final List<Proposed> steps;
  private final AnsweredFor answered;
  private final ImpactScope ofSteps;
  private final ImpactScope ofJudged;
  private final ImpactScope ofLosing;

  Considered(Judging.Matter matter, Plan plan) {
    this.matter = matter;
    steps = steps(plan);
    answered =
        new AnsweredFor(
            matter.inputs(), matter.before(), steps, plan.notices().leftOut().isEmpty());
    ofJudged = scope(answered.live(), answered.judged(), matter.policies());
    ofSteps =
        answered.judged().equals(steps) && answered.isOfTheTenantAsItIs()
            ? ofJudged
            : scope(matter.inputs().live(), steps, List.of());
    ofLosing =
        answered.losing().equals(steps)
            ? ofSteps
            : scope(matter.inputs().live(), answered.losing(), List.of());
  }

  static List<Proposed> steps(Plan plan) {
    return plan.steps().stream().map(step -> new Proposed(step.id(), step.change())).toList();
  }

  private ImpactScope scope(LiveState live, List<Proposed> proposed, List<Separation> policies) {
    List<Change> changes = proposed.stream().map(Proposed::change).toList();
    return ImpactScope.of(live, matter.inputs().features(), changes, policies);
  }

  /** Who has to be known to tell what becomes of whom. */
  Audience audience() {
    Set<String> groups = new TreeSet<>();
    Set<Slug> roles = new TreeSet<>();
    for (ImpactScope scope : List.of(ofSteps, ofJudged, ofLosing)) {
      groups.addAll(scope.groups());
      roles.addAll(scope.roles());
    }
    return new Audience(groups, roles);
  }

  /** All that guards judge, the people being these. */
  Proposal proposal(People people) {
    Impact impact = ofSteps.behind(people);
    return new Proposal(
        matter.inputs(),
        steps,
        answered.judged(),
        answered.losing(),
        matter.before(),
        impact,
        ofJudged == ofSteps ? impact : ofJudged.behind(people),
        ofLosing == ofSteps ? impact : ofLosing.behind(people),
        people,
        ofJudged.together(people),
        matter.difference().withheld(),
        matter.own(),
        matter.past());
  }
}
