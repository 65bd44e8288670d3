package dev.rolecall.policy;

import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.policy.NeededGrants.AtRisk;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Looks for an order of removals that sets grants free one after the other, so that enough keep
 * what some must have at every moment. Grants are made as soon as they may, because they can only
 * help. Gives up after so many tries that only a plan with more than a handful of such removals
 * comes to them.
 */
final class RemovalSearch {
  private static final int TRIES = 400;

  private final List<AtRisk> atRisk;
  private final Waits known;
  private final BiPredicate<MinimumHolders, Set<String>> holds;
  private final SortedSet<String> removals = new TreeSet<>();
  private final SortedSet<String> grants = new TreeSet<>();
  private final Set<Set<String>> seen = new HashSet<>();
  private final SortedMap<String, SortedSet<String>> waits = new TreeMap<>();
  private SortedSet<String> fewest;
  private int tries;

  /**
   * @param known what waits for what already
   * @param holds whether enough keep it while these steps are not made
   */
  RemovalSearch(List<AtRisk> atRisk, Waits known, BiPredicate<MinimumHolders, Set<String>> holds) {
    this.atRisk = atRisk;
    this.known = known;
    this.holds = holds;
    for (AtRisk one : atRisk) {
      removals.addAll(one.taking());
      grants.addAll(one.helping());
    }
    grants.removeAll(removals);
    fewest = removals;
  }

  /** By the id of each removal, the grants to be made before it; empty: no order was found. */
  Optional<SortedMap<String, SortedSet<String>>> waits() {
    return make(removals)
        ? Optional.of(Collections.unmodifiableSortedMap(waits))
        : Optional.empty();
  }

  /** The removals that the search came to and could not make. */
  SortedSet<String> open() {
    return fewest;
  }

  /** The grants that wait for one of these. */
  SortedSet<String> lateGrants() {
    return late(fewest);
  }

  private SortedSet<String> late(Set<String> open) {
    var late = new TreeSet<String>();
    grants.stream().filter(grant -> known.isAfter(grant, open)).forEach(late::add);
    return late;
  }

  private boolean make(SortedSet<String> open) {
    if (open.isEmpty()) {
      return true;
    }
    if (open.size() < fewest.size()) {
      fewest = open;
    }
    SortedSet<String> late = late(open);
    for (String removal : open) {
      var left = new TreeSet<>(open);
      left.remove(removal);
      if (mayGo(removal, left, late) && seen.add(left) && make(left)) {
        var made = new TreeSet<>(grants);
        made.removeAll(late);
        waits.put(removal, made);
        return true;
      }
    }
    return false;
  }

  private boolean mayGo(String removal, Set<String> left, Set<String> late) {
    var not = new TreeSet<>(left);
    not.addAll(late);
    return ++tries <= TRIES
        && !known.isAfter(removal, not)
        && atRisk.stream().allMatch(one -> holds.test(one.minimum(), not));
  }
}
