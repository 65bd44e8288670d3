package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
 * Removals that leave enough people only because of a grant of the same change set: where that
 * grant fails, they must not be made.
 */
final class NeededGrants {
  private final Proposal proposal;
  private final Waits before;

  /** What roles give before all steps, after them, and after those alone that give. */
  private final EffectiveAccess then;

  private final EffectiveAccess after;
  private final EffectiveAccess most;
  private final List<AtRisk> atRisk = new ArrayList<>();

  /**
   * What too few would keep if all that takes it came before all that gives it.
   *
   * @param giving ids of steps with which it comes
   * @param helping the same, and those with which it comes in passing
   * @param taking ids of steps with which it goes
   */
  record AtRisk(
      MinimumHolders minimum,
      SortedSet<String> giving,
      SortedSet<String> helping,
      SortedSet<String> taking) {}

  /**
   * What was found.
   *
   * @param waits by the id of each such removal, the ids of the grants that it needs
   * @param stuck empty: every step can be made
   */
  record Found(SortedMap<String, SortedSet<String>> waits, Optional<Stuck> stuck) {}

  /**
   * Removals that nobody can make while enough keep something, because the grants that would make
   * up for them wait for them.
   *
   * @param shortages what too few keep when they are made and those grants not yet; at least one
   */
  record Stuck(List<Shortage> shortages, SortedSet<String> removals, SortedSet<String> grants) {}

  /** So many people are left with something. */
  record Shortage(MinimumHolders minimum, int left) {}

  private NeededGrants(Proposal proposal, Waits before) {
    this.proposal = proposal;
    this.before = before;
    DiffInputs inputs = proposal.inputs();
    List<Change> changes = proposal.steps().stream().map(Proposed::change).toList();
    then = EffectiveAccess.of(inputs.live(), inputs.features());
    after = then.after(changes);
    most = then.after(changes.stream().filter(SeparatedSteps::gives).toList());
  }

  /**
   * Looks at each minimum.
   *
   * @param before what waits for what already
   */
  static Found of(Proposal proposal, Waits before, Collection<MinimumHolders> minimums) {
    if (!isExchange(proposal)) {
      return new Found(new TreeMap<>(), Optional.empty());
    }
    var needed = new NeededGrants(proposal, before);
    minimums.forEach(needed::look);
    return needed.found();
  }

  /** Whether something is given and something taken at all: else nothing waits for anything. */
  private static boolean isExchange(Proposal proposal) {
    List<Proposed> steps = proposal.steps();
    return steps.stream().anyMatch(one -> one.change().gains())
        && steps.stream().anyMatch(one -> one.change().loses());
  }

  private void look(MinimumHolders minimum) {
    @Nullable Reach whole = proposal.impact().reach(minimum.item());
    // Null: as many as before, though perhaps on another way. What the whole leaves worse is the
    // guard's to stop.
    if (whole != null && isTooFew(minimum, whole)) {
      return;
    }
    SortedSet<String> giving = ids(Change::gains, after, minimum.item());
    SortedSet<String> taking = ids(Change::loses, then, minimum.item());
    if (!giving.isEmpty() && !taking.isEmpty() && !holds(minimum, giving)) {
      SortedSet<String> helping = ids(Change::gains, most, minimum.item());
      helping.addAll(giving);
      atRisk.add(new AtRisk(minimum, giving, helping, taking));
    }
  }

  /** All grants before all removals where that can be; else one removal after the other. */
  private Found found() {
    var known = before.copy();
    var waits = new TreeMap<String, SortedSet<String>>();
    boolean circle = false;
    for (AtRisk one : atRisk) {
      for (String removal : one.taking()) {
        Set<String> free = new TreeSet<>(one.giving());
        circle |= free.removeIf(grant -> known.isAfter(grant, Set.of(removal)));
        known.add(removal, free);
        waits.computeIfAbsent(removal, _ -> new TreeSet<>()).addAll(free);
      }
    }
    if (!circle) {
      return new Found(waits, Optional.empty());
    }
    var search = new RemovalSearch(atRisk, before, this::holds);
    return search
        .waits()
        .map(ordered -> new Found(ordered, Optional.empty()))
        .orElseGet(() -> new Found(waits, Optional.of(stuck(search))));
  }

  private Stuck stuck(RemovalSearch search) {
    SortedSet<String> grants = search.lateGrants();
    var shortages = new ArrayList<Shortage>();
    for (AtRisk one : atRisk) {
      @Nullable Reach left = without(one.minimum().item(), grants);
      if (left != null && isTooFew(one.minimum(), left)) {
        shortages.add(new Shortage(one.minimum(), left.after()));
      }
    }
    return new Stuck(shortages, search.open(), grants);
  }

  /** Whether enough keep it, or none fewer than before, while these steps are not made. */
  private boolean holds(MinimumHolders minimum, Set<String> not) {
    @Nullable Reach reach = without(minimum.item(), not);
    return reach == null || !isTooFew(minimum, reach);
  }

  private static boolean isTooFew(MinimumHolders minimum, Reach reach) {
    return reach.after() < minimum.people() && reach.after() < reach.before();
  }

  private @Nullable Reach without(Holdable item, Set<String> steps) {
    List<Change> rest =
        proposal.steps().stream()
            .filter(one -> !steps.contains(one.id()))
            .map(Proposed::change)
            .toList();
    DiffInputs inputs = proposal.inputs();
    return ImpactScope.of(inputs.live(), inputs.features(), rest)
        .behind(proposal.people())
        .reach(item);
  }

  private SortedSet<String> ids(Predicate<Change> which, EffectiveAccess access, Holdable item) {
    return proposal.steps().stream()
        .filter(one -> which.test(one.change()) && comesWith(one.change(), access, item))
        .map(Proposed::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean comesWith(Change change, EffectiveAccess access, Holdable item) {
    @Nullable Slug role = change.role();
    return role != null && access.ofRole(role).has(item);
  }
}
