package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.RevocationRules;
import dev.rolecall.policy.Revocations;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a run logs out: as it is planned, as it is written down ahead, and as it turned out. Nobody
 * is logged out whom the plan did not show, nor anybody of whom nothing was taken.
 */
public final class LogOuts {
  private final Proposal proposal;
  private final RevocationRules rules;
  private final List<Revocation> owed;
  private final Revocations planned;

  /**
   * Of a proposal whose people are known.
   *
   * @param owed what earlier runs owe still
   */
  LogOuts(Proposal proposal, RevocationRules rules, List<Revocation> owed) {
    this.proposal = proposal;
    this.rules = rules;
    this.owed = List.copyOf(owed);
    planned = rules.of(proposal.impact(), owed, proposal.own());
  }

  /** As the plan shows them. */
  Revocations planned() {
    return planned;
  }

  /**
   * Who is owed it already, and who may have lost something by a run that ends unseen at any of its
   * steps. Whoever has it all the same is left out by whichever run finds the record so.
   */
  List<OwedRevocation> ahead(String run, Instant begun) {
    var all = new LinkedHashMap<String, Revocation>();
    lasting(owed).forEach(one -> put(all, one));
    planned.people().forEach(one -> put(all, one));
    losing(Change::loses).forEach(one -> put(all, one));
    return owed(all.values(), run, begun);
  }

  /** Without accounts of rolecall's own, which no run would ever log out. */
  private List<Revocation> lasting(List<Revocation> some) {
    return some.stream()
        .filter(one -> proposal.own().stream().noneMatch(own -> own.is(one.person().account())))
        .toList();
  }

  private static void put(Map<String, Revocation> all, Revocation one) {
    all.merge(one.id(), one, Revocation::and);
  }

  private static List<OwedRevocation> owed(Collection<Revocation> all, String run, Instant begun) {
    return all.stream().map(one -> one.owedBy(run, begun)).sorted().toList();
  }

  /**
   * Whom to log out now: whoever was owed it before, and of those whom the plan shows whoever has
   * lost something by the steps that are done.
   *
   * @param done ids of steps
   */
  List<Revocation> due(Set<String> done) {
    if (planned.people().isEmpty()) {
      return List.of();
    }
    Set<String> taken = ids(losing(done));
    return planned.people().stream()
        .filter(one -> one.owed() != null || taken.contains(one.id()))
        .toList();
  }

  /**
   * Who is to be logged out still: whoever has lost something, or may have, and was not.
   *
   * @param ended ids of people who were logged out
   */
  List<OwedRevocation> after(Took took, Set<String> ended, String run, Instant begun) {
    if (owed.isEmpty() && !rules.ask()) {
      return List.of();
    }
    var all = new LinkedHashMap<String, Revocation>();
    List<Revocation> before =
        rules.possible()
            ? rules.of(impact(took.done()), owed, proposal.own()).people()
            : lasting(owed);
    before.forEach(one -> put(all, one));
    losing(took.perhaps()).forEach(one -> put(all, one));
    all.keySet().removeAll(ended);
    stillOnItsWay(took).filter(one -> ended.contains(one.id())).forEach(one -> put(all, one));
    return owed(all.values(), run, begun);
  }

  /** What may be taken later than the sessions were ended: a token in between would have it. */
  private Stream<Revocation> stillOnItsWay(Took took) {
    if (took.perhaps().equals(took.done())) {
      return Stream.empty();
    }
    Map<String, SortedSet<Holdable>> sure =
        losing(took.done()).stream().collect(Collectors.toMap(Revocation::id, Revocation::lost));
    return losing(took.perhaps()).stream()
        .flatMap(one -> {
          var rest = new TreeSet<>(one.lost());
          rest.removeAll(sure.getOrDefault(one.id(), new TreeSet<>()));
          return rest.isEmpty()
              ? Stream.empty()
              : Stream.of(new Revocation(one.person(), rest, one.policies(), null));
        });
  }

  /**
   * How far a run came.
   *
   * @param done ids of steps
   * @param perhaps ids of steps that are done or may be
   */
  record Took(Set<String> done, Set<String> perhaps) {}

  private List<Revocation> losing(Set<String> steps) {
    return rules.of(impact(steps), List.of(), proposal.own()).people();
  }

  private Impact impact(Set<String> steps) {
    if (steps.isEmpty()) {
      return Impact.none();
    }
    List<Proposed> some =
        proposal.steps().stream().filter(one -> steps.contains(one.id())).toList();
    return some.size() == proposal.steps().size() ? proposal.impact() : impact(some);
  }

  private List<Revocation> losing(Predicate<Change> which) {
    List<Proposed> some =
        proposal.steps().stream().filter(one -> which.test(one.change())).toList();
    boolean all = some.size() == proposal.steps().size();
    return !rules.ask() || some.isEmpty()
        ? List.of()
        : rules.of(all ? proposal.impact() : impact(some), List.of(), proposal.own()).people();
  }

  private Impact impact(List<Proposed> some) {
    List<Change> changes = some.stream().map(Proposed::change).toList();
    return ImpactScope.of(proposal.inputs().live(), proposal.inputs().features(), changes)
        .behind(proposal.people());
  }

  private static Set<String> ids(Collection<Revocation> some) {
    return some.stream().map(Revocation::id).collect(Collectors.toSet());
  }
}
