package dev.rolecall.reconcile;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.GuardMemory.RunTally;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Loss;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tally;
import dev.rolecall.policy.Affected;
import dev.rolecall.policy.Moves;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Past;
import dev.rolecall.policy.Past.Start;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.policy.Retired;
import dev.rolecall.policy.RevocationRules;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what steps take and give, for the budgets of later runs. What an approval covered was
 * looked at, so it counts against nobody.
 */
public final class Tallying {
  private final Proposal proposal;
  private final List<Objection> objections;
  private final List<Guards.Sensitive> sensitive;
  private final boolean asksOfExchanges;
  private final RevocationRules revocation;

  Tallying(Proposal proposal, List<Objection> objections, Matter matter) {
    List<Guards> guards = matter.judges().guards();
    this.proposal = proposal;
    this.objections = objections;
    revocation = matter.judges().revocation();
    this.sensitive = guards.stream().map(Guards::sensitive).filter(Objects::nonNull).toList();
    asksOfExchanges = guards.stream().anyMatch(one -> one.netWidening() != null);
  }

  /**
   * The proposal, where what a run that was broken off has left to do counts once: among its steps,
   * and not as done too.
   */
  static Proposal onceEach(Proposal proposal, Matter matter) {
    Past.@Nullable BrokenOff run = proposal.past().broken();
    return run == null
        ? proposal
        : proposal.leftToDo(run, new Tallying(proposal, List.of(), matter).of(run.steps()));
  }

  /** What the last run did, where it was broken off. */
  Optional<RunTally> brokenOff() {
    return proposal.past().brokenOff();
  }

  /** Who loses which role, where a guard of later runs will ask. */
  public List<Loss> losses(Instant at) {
    if (!asksOfExchanges) {
      return List.of();
    }
    var people = new TreeMap<Slug, SortedSet<String>>();
    for (Impact.Shift shift : proposal.impact().shifts()) {
      for (Slug role : shift.lost().roles()) {
        SortedSet<String> ids = people.computeIfAbsent(role, _ -> new TreeSet<>());
        shift.people().forEach(person -> ids.add(person.account().id()));
      }
    }
    var access = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    return people.entrySet().stream()
        .map(lost ->
            new Loss(
                lost.getKey(), access.ofRole(lost.getKey()).capabilities(), lost.getValue(), at))
        .toList();
  }

  /** What these steps come to. */
  public Tally of(Collection<String> steps) {
    Set<String> done = new HashSet<>(steps);
    return done.containsAll(ids(proposal.steps()))
        ? tally(
            changes(proposal.losing(), one -> true),
            proposal.lossImpact(),
            proposal.judgedImpact(),
            proposal.impact(),
            proposal.moves())
        : partly(done);
  }

  /** What is declared for later counts with the run that does all there is to do. */
  private Tally partly(Set<String> done) {
    Set<String> real = ids(proposal.steps());
    List<Change> changes =
        changes(proposal.judged(), one -> done.contains(one.id()) && real.contains(one.id()));
    if (changes.isEmpty()) {
      return Tally.nothing();
    }
    var scope = ImpactScope.of(proposal.inputs().live(), proposal.inputs().features(), changes);
    Impact impact = scope.behind(proposal.people());
    return tally(
        changes, impact, impact, impact, new Moves(scope.successions(proposal.people()), changes));
  }

  private static Set<String> ids(List<Proposed> some) {
    return some.stream().map(Proposed::id).collect(Collectors.toSet());
  }

  private static List<Change> changes(List<Proposed> some, Predicate<Proposed> which) {
    return some.stream().filter(which).map(Proposed::change).toList();
  }

  private Tally tally(List<Change> changes, Impact losses, Impact gains, Impact now, Moves moves) {
    boolean counts =
        proposal.past().start() == Start.LATER_RUN
            && !isLifted(RuleId.GRANT_BUDGET, Measure.PEOPLE_AFFECTED, null);
    return new Tally(
        isRemovalLifted(Measure.ROLES_RETIRED) ? 0 : retired(changes, losses, moves),
        isRemovalLifted(Measure.ASSIGNMENTS_REMOVED) ? 0 : removed(changes, losses),
        isRemovalLifted(Measure.PEOPLE_AFFECTED) ? 0 : moves.losing(losses).size(),
        counts ? moves.gaining(gains).size() : 0,
        trusted(gains),
        isLifted(RuleId.REVOCATION_BUDGET, Measure.PEOPLE_AFFECTED, null)
            ? 0
            : revocation.of(now, List.of(), proposal.own()).people().size(),
        fewer(losses));
  }

  /** Whom the guard of what is sensitive has let pass; of a fresh tenant it asks nothing. */
  private int trusted(Impact impact) {
    if (proposal.past().start() == Start.FRESH_TENANT) {
      return 0;
    }
    var people = new HashSet<Person>();
    for (Impact.Shift shift : impact.shifts()) {
      if (shift.gained().capabilities().stream()
          .anyMatch(id -> sensitive.stream().anyMatch(one -> one.has(id)))) {
        people.addAll(shift.people());
      }
    }
    for (Objection one : objections) {
      if (one.rule() == RuleId.SENSITIVE && !one.stands()) {
        one.people().forEach(people::remove);
      }
    }
    return people.size();
  }

  private int removed(List<Change> changes, Impact impact) {
    return (int)
        changes.stream().filter(Affected.takes(impact, proposal.inputs().features())).count();
  }

  private int retired(List<Change> changes, Impact impact, Moves moves) {
    return (int)
        Retired.by(changes).stream()
            .filter(role -> !moves.isMove(role) && Affected.isShared(role, impact, proposal.past()))
            .count();
  }

  private SortedMap<Slug, Integer> fewer(Impact impact) {
    var fewer = new TreeMap<Slug, Integer>();
    impact
        .roles()
        .forEach((role, reach) -> {
          int less = reach.before() - reach.after();
          var item = new Holdable.OfRole(role);
          if (less > 0 && !isLifted(RuleId.REMOVAL_BUDGET, Measure.PEOPLE_AFFECTED, item)) {
            fewer.put(role, less);
          }
        });
    return fewer;
  }

  private boolean isRemovalLifted(Measure measure) {
    return isLifted(RuleId.REMOVAL_BUDGET, measure, null);
  }

  /** By an approval of the same measure: one of another number has looked at that one alone. */
  private boolean isLifted(RuleId rule, Measure measure, @Nullable Holdable item) {
    return objections.stream()
        .anyMatch(one -> {
          @Nullable Approval approval = one.liftedBy();
          return approval != null
              && one.rule() == rule
              && Objects.equals(item, approval.item())
              && approval.allows() != null
              && approval.allows().measure() == measure;
        });
  }
}
