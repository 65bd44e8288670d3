package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.Guards;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Approvals;
import dev.rolecall.policy.HeldBefore;
import dev.rolecall.policy.Judge;
import dev.rolecall.policy.Moves;
import dev.rolecall.policy.Past;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.policy.RunOrder;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the people behind the steps of a plan, and has the guards judge it. */
public final class Judging {
  private final Matter matter;
  private final TenantReader reader;

  /**
   * What is judged, and by what.
   *
   * @param before what the change is held against; null: nothing is known
   * @param guards those that judge; what any of them has against it counts
   * @param policies that keep things apart
   * @param rules of the repository's own
   * @param own the accounts that rolecall itself works with
   */
  public record Matter(
      DiffInputs inputs,
      DiffResult difference,
      @Nullable DesiredState before,
      List<Guards> guards,
      List<Separation> policies,
      List<CustomRule> rules,
      Set<SubjectName> own,
      Approvals approvals,
      Past past) {}

  /**
   * Asks nothing yet.
   *
   * @param reader which has read the live state of the matter last
   */
  public Judging(Matter matter, TenantReader reader) {
    this.matter = matter;
    this.reader = reader;
  }

  /**
   * Of a commit, by the settings that count for it.
   *
   * @throws IOException when what the record keeps for guards cannot be read
   */
  public static Judging of(DesiredSide asked, Comparison compared, TenantReader reader)
      throws IOException {
    DiffInputs inputs = compared.inputs();
    GuardMemory memory = RunMemory.before(asked.record(), compared, inputs.now());
    return new Judging(
        new Matter(
            inputs,
            compared.difference(),
            before(asked),
            JudgingSettings.guards(asked),
            JudgingSettings.policies(asked),
            JudgingSettings.rules(asked),
            OwnAccounts.of(asked.settings()),
            new Approvals(asked.desired().approvals(), memory.approvals(), inputs.now()),
            new Past(start(asked, inputs.live()), memory.recent(), memory.retirements())),
        reader);
  }

  /** Its base, or else what was applied. */
  private static @Nullable DesiredState before(DesiredSide asked) {
    return asked.base() != null
        ? asked.base()
        : switch (asked.applied()) {
          case AppliedState.Known known -> known.state();
          case AppliedState.Unknown _ -> null;
        };
  }

  private static Past.Start start(DesiredSide asked, LiveState live) {
    if (asked.record().last().isPresent()) {
      return Past.Start.LATER_RUN;
    }
    if (asked.desired().roles().keySet().stream()
        .noneMatch(slug -> live.roles().containsKey(slug))) {
      return Past.Start.FRESH_TENANT;
    }
    // A plain folder keeps no record, so every run would be the first.
    return asked.record().record() == null ? Past.Start.LATER_RUN : Past.Start.FIRST_RUN;
  }

  /**
   * The plan with what its steps do to people and what guards have against it. The tenant is asked
   * for no more than the groups and roles that some step concerns, and for everybody only where a
   * guard has to know how many there are.
   *
   * @throws TenantException when the tenant does not answer; a group that may not be looked into is
   *     named in the impact instead
   */
  public Judged judge(Plan plan) throws TenantException {
    DiffInputs inputs = matter.inputs();
    List<Proposed> steps =
        plan.steps().stream().map(step -> new Proposed(step.id(), step.change())).toList();
    var answered =
        new AnsweredFor(inputs, matter.before(), steps, plan.notices().leftOut().isEmpty());
    ImpactScope ofJudged = scope(answered.live(), answered.judged(), matter.policies());
    ImpactScope ofSteps =
        answered.judged().equals(steps) && answered.isOfTheTenantAsItIs()
            ? ofJudged
            : scope(inputs.live(), steps, matter.policies());
    ImpactScope ofLosing =
        answered.losing().equals(steps)
            ? ofSteps
            : scope(inputs.live(), answered.losing(), List.of());
    Audience audience = audience(List.of(ofSteps, ofJudged, ofLosing));
    People people = people(audience);
    Impact impact = ofSteps.behind(people);
    List<Together> together = ofJudged.together(people);
    var proposal =
        new Proposal(
            inputs,
            steps,
            answered.judged(),
            answered.losing(),
            matter.before(),
            impact,
            ofJudged == ofSteps ? impact : ofJudged.behind(people),
            ofLosing == ofSteps ? impact : ofLosing.behind(people),
            people,
            together,
            new Moves(ofLosing.successions(people), changes(answered.losing())),
            matter.difference().withheld(),
            matter.own(),
            matter.past());
    var judge = new Judge(matter.guards(), RuleBook.ready(matter.rules()));
    if (judge.needsEverybody(proposal)) {
      OptionalInt counted = reader.headcount();
      proposal =
          proposal.knowing(
              counted.isPresent() ? people.among(counted.getAsInt()) : people(everybody(audience)));
    }
    RunOrder order =
        RunOrder.of(
            proposal,
            ofSteps == ofJudged ? together : ofSteps.together(people),
            plan.steps().stream().collect(Collectors.toMap(Step::id, Step::dependsOn)),
            matter.guards().stream()
                .flatMap(one -> one.minimumHolders().stream())
                .distinct()
                .toList());
    var objections = new ArrayList<>(order.against());
    objections.addAll(judge.judge(proposal, matter.approvals()));
    return new Judged(
        plan.judged(impact, objections).waiting(order.waits()).noting(HeldBefore.notes(proposal)),
        new Tallying(proposal, objections, matter.guards()));
  }

  private ImpactScope scope(LiveState live, List<Proposed> proposed, List<Separation> policies) {
    return ImpactScope.of(live, matter.inputs().features(), changes(proposed), policies);
  }

  private static List<Change> changes(List<Proposed> proposed) {
    return proposed.stream().map(Proposed::change).toList();
  }

  /** Members of a group with a waiver are those of a group that may hold nothing. */
  private Audience audience(List<ImpactScope> scopes) {
    DiffInputs inputs = matter.inputs();
    Set<String> groups =
        new TreeSet<>(
            Waivers.groups(
                scopes.stream().flatMap(scope -> scope.policies().stream()).toList(),
                inputs.live().directory(),
                inputs.record().pins()));
    Set<Slug> roles = new TreeSet<>();
    for (ImpactScope scope : scopes) {
      groups.addAll(scope.groups());
      roles.addAll(scope.roles());
    }
    return new Audience(groups, roles);
  }

  private People people(Audience audience) throws TenantException {
    return audience.isEmpty() ? People.nobody() : reader.people(audience);
  }

  /** All who hold anything, and these. */
  private Audience everybody(Audience asked) {
    LiveState live = matter.inputs().live();
    Set<String> groups = new TreeSet<>(asked.groups());
    for (Slug role : live.roles().keySet()) {
      live.holders(role, SubjectKind.GROUP).stream().map(Subject::id).forEach(groups::add);
    }
    return new Audience(groups, live.roles().keySet());
  }
}
