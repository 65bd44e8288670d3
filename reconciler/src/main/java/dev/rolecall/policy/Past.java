package dev.rolecall.policy;

import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tally;
import java.util.List;

/**
 * What is known of earlier runs.
 *
 * @param start how much git has to do with the tenant already
 * @param recent what runs of the last 24 hours took and gave
 * @param retirements the roles that runs of the last year retired
 */
public record Past(Start start, Tally recent, List<Retirement> retirements) {
  public Past {
    retirements = List.copyOf(retirements);
  }

  /** How a run begins. */
  public enum Start {
    /** Nothing is recorded, and no declared role is live. */
    FRESH_TENANT,
    /** Nothing is recorded. */
    FIRST_RUN,
    LATER_RUN
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
