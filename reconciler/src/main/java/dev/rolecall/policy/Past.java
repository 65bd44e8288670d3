package dev.rolecall.policy;

import dev.rolecall.model.GuardMemory.RunTally;
import dev.rolecall.model.Loss;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tally;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of earlier runs.
 *
 * @param start how much git has to do with the tenant already
 * @param recent what runs of the last 24 hours took and gave
 * @param retirements the roles that runs of the last year retired
 * @param created the roles that runs of the last 24 hours created
 * @param losses who lost which role by them, where a guard asks
 * @param broken the last run, where its end is not recorded; null: it is
 */
public record Past(
    Start start,
    Tally recent,
    List<Retirement> retirements,
    Set<Slug> created,
    List<Loss> losses,
    @Nullable BrokenOff broken) {
  public Past {
    retirements = List.copyOf(retirements);
    created = Collections.unmodifiableSet(new TreeSet<>(created));
    losses = List.copyOf(losses);
  }

  /** Where every run has its end. */
  public Past(Start start, Tally recent, List<Retirement> retirements) {
    this(start, recent, retirements, Set.of(), List.of(), null);
  }

  /** How a run begins. */
  public enum Start {
    /** Nothing is recorded, and no declared role is live. */
    FRESH_TENANT,
    /** Nothing is recorded. */
    FIRST_RUN,
    LATER_RUN
  }

  /**
   * A run that has no end. What it meant is counted among what is recent, as if all of it was done.
   *
   * @param meant what it comes to
   * @param steps their ids
   */
  public record BrokenOff(RunTally meant, Set<String> steps) {
    public BrokenOff {
      steps = Set.copyOf(steps);
    }
  }

  /** Where steps that it meant and that are to be done now, as they count now, were not done. */
  Past leftToDo(BrokenOff run, Tally pending) {
    RunTally meant = run.meant();
    var done = new RunTally(meant.run(), meant.at(), meant.tally().less(pending));
    return new Past(
        start,
        recent.less(meant.tally()).and(done.tally()),
        retirements,
        created,
        losses,
        new BrokenOff(done, Set.of()));
  }

  /** What it comes to, as far as that is known. */
  public Optional<RunTally> brokenOff() {
    return Optional.ofNullable(broken).map(BrokenOff::meant);
  }

  /** How many people fewer have a role since a day ago; 0: as many, or more. */
  int fewer(Slug role) {
    return Math.max(0, recent.fewer().getOrDefault(role, 0));
  }

  /** Nothing else is known. */
  public static Past nothing(Start start) {
    return new Past(start, Tally.nothing(), List.of());
  }
}
