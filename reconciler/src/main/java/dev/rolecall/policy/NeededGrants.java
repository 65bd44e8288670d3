package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Holdable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removals that leave enough people only because of a grant of the same change set: where that
 * grant fails, they must not be made.
 */
public final class NeededGrants {
  private final Proposal proposal;
  private final EffectiveAccess before;
  private final EffectiveAccess after;
  private final SortedMap<String, SortedSet<String>> needed = new TreeMap<>();

  private NeededGrants(Proposal proposal) {
    this.proposal = proposal;
    DiffInputs inputs = proposal.inputs();
    before = EffectiveAccess.of(inputs.live(), inputs.features());
    after = before.after(proposal.steps().stream().map(Proposed::change).toList());
  }

  /** By the id of each such removal, the ids of the grants that it needs. */
  public static SortedMap<String, SortedSet<String>> of(
      Proposal proposal, Collection<MinimumHolders> minimums) {
    var grants = new NeededGrants(proposal);
    minimums.forEach(grants::look);
    return grants.needed;
  }

  private void look(MinimumHolders minimum) {
    @Nullable Reach whole = reach(proposal.impact(), minimum.item());
    if (whole == null || whole.after() < minimum.people()) {
      return;
    }
    SortedSet<String> giving = ids(minimum.item(), after, true);
    SortedSet<String> taking = ids(minimum.item(), before, false);
    if (giving.isEmpty() || taking.isEmpty()) {
      return;
    }
    @Nullable Reach without = reach(impactWithout(giving), minimum.item());
    if (without != null
        && without.after() < minimum.people()
        && without.after() < without.before()) {
      taking.forEach(id -> needed.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(giving));
    }
  }

  private SortedSet<String> ids(Holdable item, EffectiveAccess access, boolean gains) {
    return proposal.steps().stream()
        .filter(one -> gains ? one.change().gains() : one.change().loses())
        .filter(one -> {
          var role = one.change().role();
          return role != null && contains(access.ofRole(role), item);
        })
        .map(Proposed::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Impact impactWithout(Set<String> giving) {
    List<Change> rest =
        proposal.steps().stream()
            .filter(one -> !giving.contains(one.id()))
            .map(Proposed::change)
            .toList();
    DiffInputs inputs = proposal.inputs();
    return ImpactScope.of(inputs.live(), inputs.features(), rest).behind(proposal.people());
  }

  private static boolean contains(Access access, Holdable item) {
    return switch (item) {
      case Holdable.OfRole(var slug) -> access.roles().contains(slug);
      case Holdable.OfCapability(var id) -> access.capabilities().contains(id);
    };
  }

  private static @Nullable Reach reach(Impact impact, Holdable item) {
    return switch (item) {
      case Holdable.OfRole(var slug) -> impact.roles().get(slug);
      case Holdable.OfCapability(var id) -> impact.capabilities().get(id);
    };
  }
}
