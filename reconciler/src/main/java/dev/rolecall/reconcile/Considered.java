package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.access.Succession;
import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Moves;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.tenant.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a plan, what of them has to be answered for, and whom either may concern. */
final class Considered {
  private final Matter matter;
  private final List<Proposed> steps;
  private final AnsweredFor answered;
  private final ImpactScope ofSteps;
  private final ImpactScope ofJudged;
  private final ImpactScope ofLosing;
  private final ImpactScope ofLasting;

  Considered(Matter matter, Plan plan) {
    this.matter = matter;
    steps = steps(plan);
    answered =
        new AnsweredFor(
            matter.inputs(), matter.before(), steps, plan.notices().leftOut().isEmpty());
    ofJudged = scope(answered.live(), answered.judged(), matter.judges().policies());
    ofSteps =
        answered.judged().equals(steps) && answered.isOfTheTenantAsItIs()
            ? ofJudged
            : scope(matter.inputs().live(), steps, matter.judges().policies());
    ofLosing =
        answered.losing().equals(steps)
            ? ofSteps
            : scope(matter.inputs().live(), answered.losing(), List.of());
    ofLasting =
        answered.losesForGood()
            ? ofLosing
            : scope(answered.lastingLive(), answered.lasting(), List.of());
  }

  static List<Proposed> steps(Plan plan) {
    return plan.steps().stream().map(step -> new Proposed(step.id(), step.change())).toList();
  }

  private ImpactScope scope(LiveState live, List<Proposed> proposed, List<Separation> policies) {
    return ImpactScope.of(live, matter.inputs().features(), changes(proposed), policies);
  }

  private static List<Change> changes(List<Proposed> proposed) {
    return proposed.stream().map(Proposed::change).toList();
  }

  /**
   * Who has to be known to tell what becomes of whom. Members of a group with a waiver are those of
   * a group that may hold nothing.
   */
  Audience audience() {
    List<ImpactScope> scopes = List.of(ofSteps, ofJudged, ofLosing, ofLasting);
    Set<String> groups =
        new TreeSet<>(
            Waivers.groups(
                scopes.stream().flatMap(scope -> scope.policies().stream()).toList(),
                matter.inputs().live().directory(),
                matter.inputs().record().pins()));
    Set<Slug> roles = new TreeSet<>();
    for (ImpactScope scope : scopes) {
      groups.addAll(scope.groups());
      roles.addAll(scope.roles());
    }
    Set<Slug> young = young();
    for (Slug role : young) {
      answered.live().holders(role, SubjectKind.GROUP).forEach(one -> groups.add(one.id()));
    }
    roles.addAll(young);
    return new Audience(groups, roles);
  }

  /** Roles of the last day, where a guard asks who of those that lose one today holds them. */
  private Set<Slug> young() {
    boolean asked =
        matter.judges().guards().stream().anyMatch(one -> one.netWidening() != null)
            && answered.judged().stream()
                .anyMatch(one -> one.change() instanceof Change.RoleRetired);
    var young = new TreeSet<>(asked ? matter.past().created() : Set.<Slug>of());
    young.retainAll(matter.inputs().live().roles().keySet());
    return young;
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
        answered.live(),
        impact,
        ofJudged == ofSteps ? impact : ofJudged.behind(people),
        losses(ofLosing == ofSteps ? impact : ofLosing.behind(people), people),
        people,
        ofJudged.together(people),
        new Moves(successions(people), changes(answered.losing())),
        waiting(),
        matter.own(),
        matter.past());
  }

  /** Whoever keeps something only until a day that is declared already loses it too. */
  private Impact losses(Impact ofAll, People people) {
    return ofLasting == ofLosing ? ofAll : ofAll.withLossesOf(ofLasting.behind(people));
  }

  /** Who keeps the role only until a day that was declared before goes over all the same. */
  private List<Succession> successions(People people) {
    List<Succession> all = ofLosing.successions(people);
    if (ofLasting == ofLosing || all.isEmpty()) {
      return all;
    }
    List<Succession> forGood = ofLasting.successions(people);
    return all.stream().map(one -> one.lasting(forGood)).toList();
  }

  /** Lines that wait, also those that begin another day: who is meant is asked when they come. */
  private List<Withheld> waiting() {
    var waiting = new ArrayList<>(matter.difference().withheld());
    waiting.addAll(matter.difference().later());
    return waiting;
  }

  /** Who comes to hold together what policies keep apart, by the steps alone. */
  List<Together> together(Proposal proposal) {
    return ofSteps == ofJudged ? proposal.together() : ofSteps.together(proposal.people());
  }
}
