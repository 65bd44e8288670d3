package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.List;
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
public final class NeededGrants {
  private NeededGrants() {}

  /** By the id of each such removal, the ids of the grants that it needs. */
  public static SortedMap<String, SortedSet<String>> of(
      Proposal proposal, Collection<MinimumHolders> minimums) {
    var needed = new TreeMap<String, SortedSet<String>>();
    for (MinimumHolders minimum : minimums) {
      @Nullable Reach whole = proposal.impact().reach(minimum.item());
      if (whole != null && whole.after() >= minimum.people()) {
        look(proposal, minimum, needed);
      }
    }
    return needed;
  }

  private static void look(
      Proposal proposal, MinimumHolders minimum, SortedMap<String, SortedSet<String>> needed) {
    DiffInputs inputs = proposal.inputs();
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    var after = before.after(proposal.steps().stream().map(Proposed::change).toList());
    SortedSet<String> giving = ids(proposal, Change::gains, after, minimum.item());
    SortedSet<String> taking = ids(proposal, Change::loses, before, minimum.item());
    if (giving.isEmpty() || taking.isEmpty()) {
      return;
    }
    @Nullable Reach without = without(proposal, giving).reach(minimum.item());
    if (without != null
        && without.after() < minimum.people()
        && without.after() < without.before()) {
      taking.forEach(id -> needed.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(giving));
    }
  }

  private static SortedSet<String> ids(
      Proposal proposal, Predicate<Change> which, EffectiveAccess access, Holdable item) {
    return proposal.steps().stream()
        .filter(one -> which.test(one.change()) && comesWith(one.change(), access, item))
        .map(Proposed::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean comesWith(Change change, EffectiveAccess access, Holdable item) {
    @Nullable Slug role = change.role();
    return role != null && access.ofRole(role).has(item);
  }

  private static Impact without(Proposal proposal, SortedSet<String> giving) {
    List<Change> rest =
        proposal.steps().stream()
            .filter(one -> !giving.contains(one.id()))
            .map(Proposed::change)
            .toList();
    DiffInputs inputs = proposal.inputs();
    return ImpactScope.of(inputs.live(), inputs.features(), rest).behind(proposal.people());
  }
}
