package dev.rolecall.policy;

import dev.rolecall.access.Together;
import dev.rolecall.diff.ChangeText;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Separation;
import dev.rolecall.policy.NeededGrants.Shortage;
import dev.rolecall.policy.NeededGrants.Stuck;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What has to be made before what so that guards hold at every moment of a run, beyond the usual
 * order: nobody holds both sides of a policy in passing, and enough people keep what some must
 * have.
 *
 * @param waits by the id of a step, those that it waits for
 * @param against where no order does
 */
public record RunOrder(SortedMap<String, SortedSet<String>> waits, List<Objection> against) {
  private static final int NAMED = 10;

  public RunOrder {
    against = List.copyOf(against);
  }

  /**
   * Of the steps of a proposal.
   *
   * @param together of the same steps
   * @param usual by the id of a step, those that it waits for anyway
   */
  public static RunOrder of(
      Proposal proposal,
      List<Together> together,
      Map<String, ? extends Collection<String>> usual,
      Collection<MinimumHolders> minimums) {
    var separated = SeparatedSteps.of(proposal, together);
    var known = new Waits().and(usual).and(separated.waits());
    NeededGrants.Found needed = NeededGrants.of(proposal, known, minimums);
    var waits = new TreeMap<String, SortedSet<String>>();
    for (var some : List.of(separated.waits(), needed.waits())) {
      some.forEach((step, ids) -> waits.computeIfAbsent(step, _ -> new TreeSet<>()).addAll(ids));
    }
    List<Objection> against =
        needed
            .stuck()
            .flatMap(stuck ->
                separated.waits().keySet().stream()
                    .filter(id -> holdsUp(id, stuck.grants(), known))
                    .findFirst()
                    .map(id -> twoRuns(proposal, separated.policy(id), stuck)))
            .stream()
            .toList();
    return new RunOrder(waits, against);
  }

  private static boolean holdsUp(String step, Set<String> grants, Waits known) {
    return grants.contains(step)
        || grants.stream().anyMatch(grant -> known.isAfter(grant, Set.of(step)));
  }

  private static Objection twoRuns(Proposal proposal, Separation policy, Stuck stuck) {
    String between =
        stuck.shortages().stream().map(RunOrder::tooFew).collect(Collectors.joining(", and "));
    String items =
        stuck.shortages().stream()
            .map(one -> one.minimum().item().toString())
            .collect(Collectors.joining(" and "));
    String message =
        ("Make it in two runs. Policy %s lets nobody hold both sides even in passing, so removals"
                + " come first; in between %s.")
            .formatted(policy.name(), between);
    var all = new HashSet<>(stuck.removals());
    all.addAll(stuck.grants());
    return ObjectionDraft.of(RuleId.SEPARATION_OF_DUTIES, Needs.CHANGE, message)
        .ofPolicy(policy.name())
        .adding(
            List.of(
                "first run: " + clauses(proposal, stuck.removals()),
                "second run: " + clauses(proposal, stuck.grants()) + ", and what waits for it",
                "in the first run, also give %s to somebody else, or have it approved (%s)"
                    .formatted(items, RuleId.MINIMUM_HOLDERS.id())))
        .by(proposal.steps().stream().filter(one -> all.contains(one.id())).toList())
        .standing(null)
        .setAt(policy.at())
        .objection();
  }

  /** {@code 1 person keeps role owner, where at least 2 must}. */
  private static String tooFew(Shortage shortage) {
    MinimumHolders minimum = shortage.minimum();
    return "%s %s, where at least %d must"
        .formatted(keep(shortage.left()), minimum.item(), minimum.people());
  }

  private static String keep(int people) {
    return switch (people) {
      case 0 -> "nobody keeps";
      case 1 -> "1 person keeps";
      default -> people + " people keep";
    };
  }

  private static String clauses(Proposal proposal, Set<String> ids) {
    String named =
        proposal.steps().stream()
            .filter(one -> ids.contains(one.id()))
            .limit(NAMED)
            .map(one -> ChangeText.clause(one.change()))
            .collect(Collectors.joining(", "));
    return ids.size() > NAMED ? named + " and %d more".formatted(ids.size() - NAMED) : named;
  }
}
