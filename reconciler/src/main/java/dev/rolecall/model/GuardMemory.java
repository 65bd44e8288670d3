package dev.rolecall.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the record keeps for the guards of later runs.
 *
 * @param approvals that were used, by {@link Approval#digest}
 * @param runs of the last 24 hours
 * @param retirements of the last year
 * @param creations of the last 24 hours
 * @param losses of the last 24 hours, where a guard asks for them
 * @param drains of tombstones that delete another day; no guard asks for them
 */
public record GuardMemory(
    SortedMap<String, Bound> approvals,
    List<RunTally> runs,
    List<Retirement> retirements,
    List<Creation> creations,
    List<Loss> losses,
    Drains drains) {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final GuardMemory NOTHING =
      new GuardMemory(
          new TreeMap<>(), List.of(), List.of(), List.of(), List.of(), Drains.nothing());

  public GuardMemory {
    approvals = Collections.unmodifiableSortedMap(new TreeMap<>(approvals));
    runs = List.copyOf(runs);
    retirements = List.copyOf(retirements);
    creations = List.copyOf(creations);
    losses = List.copyOf(losses);
  }

  /**
   * The steps for which an approval was used: it lets those be finished, and does nothing else.
   *
   * @param until when it is forgotten: a while after the approval has ended, so that it does not
   *     come back with another end
   * @param steps ids
   */
  public record Bound(Instant until, SortedSet<String> steps) {
    public Bound {
      steps = Collections.unmodifiableSortedSet(new TreeSet<>(steps));
    }
  }

  /** What one run took and gave; of a run that has no end yet, what it means to. */
  public record RunTally(String run, Instant at, Tally tally) {}

  /** Nothing to remember. */
  public static GuardMemory nothing() {
    return NOTHING;
  }

  /** Without what is over. */
  public GuardMemory asOf(Instant now) {
    var standing = new TreeMap<>(approvals);
    standing.values().removeIf(bound -> !now.isBefore(bound.until()));
    return new GuardMemory(
        standing,
        runs.stream().filter(run -> run.at().isAfter(now.minus(DAY))).toList(),
        retirements.stream().filter(one -> one.at().isAfter(now.minus(YEAR))).toList(),
        creations.stream().filter(one -> one.at().isAfter(now.minus(DAY))).toList(),
        losses.stream().filter(one -> one.at().isAfter(now.minus(DAY))).toList(),
        drains);
  }

  /** With an approval used for these steps as well. */
  public GuardMemory binding(Approval approval, Collection<String> steps) {
    var bound = new TreeMap<>(approvals);
    var all = new TreeSet<>(steps);
    Bound before = approvals.get(approval.digest());
    if (before != null) {
      all.addAll(before.steps());
    }
    bound.put(approval.digest(), new Bound(approval.expires().plus(Approval.LONGEST), all));
    return new GuardMemory(bound, runs, retirements, creations, losses, drains);
  }

  /** With these steps done: they are not done with the same approval once more. */
  public GuardMemory spending(Collection<String> done) {
    var bound = new TreeMap<>(approvals);
    bound.replaceAll((_, used) -> {
      var left = new TreeSet<>(used.steps());
      left.removeAll(done);
      return new Bound(used.until(), left);
    });
    return new GuardMemory(bound, runs, retirements, creations, losses, drains);
  }

  /** With what a run took and gave, instead of what was known of it. */
  public GuardMemory counting(RunTally tally) {
    var all = new ArrayList<>(without(tally.run()).runs);
    if (!tally.tally().equals(Tally.nothing())) {
      all.add(tally);
    }
    return new GuardMemory(approvals, all, retirements, creations, losses, drains);
  }

  /** Without a run that came to nothing. */
  public GuardMemory without(String run) {
    return new GuardMemory(
        approvals,
        runs.stream().filter(one -> !one.run().equals(run)).toList(),
        retirements,
        creations,
        losses,
        drains);
  }

  /** With roles that a run retired. */
  public GuardMemory retiring(Collection<Retirement> more) {
    var all = new ArrayList<>(retirements);
    all.addAll(more);
    return new GuardMemory(approvals, runs, all, creations, losses, drains);
  }

  /** With roles that a run creates. */
  public GuardMemory creating(Collection<Creation> more) {
    var all = new ArrayList<>(creations);
    all.addAll(more);
    return new GuardMemory(approvals, runs, retirements, all, losses, drains);
  }

  /** With what people lose by a run. */
  public GuardMemory losing(Collection<Loss> more) {
    var all = new ArrayList<>(losses);
    all.addAll(more);
    return new GuardMemory(approvals, runs, retirements, creations, all, drains);
  }

  /** Without retirements of roles that stand: their tombstones were withdrawn. */
  public GuardMemory standing(Predicate<Slug> roles) {
    return new GuardMemory(
        approvals,
        runs,
        retirements.stream().filter(one -> !roles.test(one.role())).toList(),
        creations,
        losses,
        drains);
  }

  /** With this of tombstones. */
  public GuardMemory with(Drains other) {
    return new GuardMemory(approvals, runs, retirements, creations, losses, other);
  }

  /** What all of these runs took and gave together. */
  public Tally recent() {
    return runs.stream().map(RunTally::tally).reduce(Tally.nothing(), Tally::and);
  }
}
