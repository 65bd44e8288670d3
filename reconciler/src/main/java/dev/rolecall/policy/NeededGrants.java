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
import java.util.HashSet;
import java.util.List;
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
  /** Of more removals that hinder each other no order is looked for. */
  private static final int FEW = 10;

  private final Proposal proposal;
  private final Waits known;
  private final SortedMap<String, SortedSet<String>> waits = new TreeMap<>();
  private final List<Stuck> stuck = new ArrayList<>();

  /**
   * Removals that nobody can make while enough keep it, because the grants that would make up for
   * them wait for them.
   *
   * @param left how many people keep it when they are made and those grants not yet
   */
  record Stuck(
      MinimumHolders minimum, SortedSet<String> removals, SortedSet<String> grants, int left) {}

  private NeededGrants(Proposal proposal, Waits known) {
    this.proposal = proposal;
    this.known = known;
  }

  /**
   * Looks at each minimum.
   *
   * @param known what waits for what already; what is found is added to it
   */
  static NeededGrants of(Proposal proposal, Waits known, Collection<MinimumHolders> minimums) {
    var needed = new NeededGrants(proposal, known);
    for (MinimumHolders minimum : minimums) {
      @Nullable Reach whole = proposal.impact().reach(minimum.item());
      // Null: as many as before, though perhaps on another way.
      if (whole == null || whole.after() >= minimum.people()) {
        needed.look(minimum);
      }
    }
    return needed;
  }

  /** By the id of each such removal, the ids of the grants that it needs. */
  SortedMap<String, SortedSet<String>> waits() {
    return waits;
  }

  List<Stuck> stuck() {
    return stuck;
  }

  private void look(MinimumHolders minimum) {
    DiffInputs inputs = proposal.inputs();
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    var after = before.after(proposal.steps().stream().map(Proposed::change).toList());
    SortedSet<String> giving = ids(Change::gains, after, minimum.item());
    SortedSet<String> taking = ids(Change::loses, before, minimum.item());
    if (giving.isEmpty() || taking.isEmpty() || holds(minimum, giving)) {
      return;
    }
    var late = new TreeSet<String>();
    giving.stream().filter(id -> known.isAfter(id, taking)).forEach(late::add);
    if (late.isEmpty()) {
      taking.forEach(id -> wait(id, giving));
    } else {
      oneByOne(minimum, giving, taking, late);
    }
  }

  /** Makes what can be made, until nothing is left or each waits for another. */
  private void oneByOne(
      MinimumHolders minimum, Set<String> giving, SortedSet<String> taking, Set<String> late) {
    var made = new TreeSet<>(giving);
    made.removeAll(late);
    var grants = new TreeSet<>(late);
    var removals = new TreeSet<>(taking);
    boolean moved = taking.size() <= FEW;
    while (moved && !removals.isEmpty()) {
      moved = false;
      for (String removal : List.copyOf(removals)) {
        var open = new HashSet<>(removals);
        open.addAll(grants);
        open.remove(removal);
        if (!known.isAfter(removal, grants) && holds(minimum, open)) {
          wait(removal, made);
          removals.remove(removal);
          grants.stream().filter(id -> !known.isAfter(id, removals)).forEach(made::add);
          grants.removeAll(made);
          moved = true;
        }
      }
    }
    if (!removals.isEmpty()) {
      stuck.add(new Stuck(minimum, removals, grants, left(minimum, grants)));
    }
  }

  private void wait(String removal, Set<String> grants) {
    waits.computeIfAbsent(removal, _ -> new TreeSet<>()).addAll(grants);
    known.add(removal, grants);
  }

  /** Whether enough keep it, or none fewer than before, while these steps are not made. */
  private boolean holds(MinimumHolders minimum, Set<String> not) {
    @Nullable Reach reach = without(minimum.item(), not);
    return reach == null || reach.after() >= minimum.people() || reach.after() >= reach.before();
  }

  private int left(MinimumHolders minimum, Set<String> grants) {
    @Nullable Reach reach = without(minimum.item(), grants);
    return reach == null ? 0 : reach.after();
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
