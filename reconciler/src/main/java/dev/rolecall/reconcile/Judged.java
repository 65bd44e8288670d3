package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;

/**
 * A plan with what it does to people and what guards have against it.
 *
 * @param tallying what any part of its steps comes to
 * @param logOuts whom any part of its steps logs out
 */
public record Judged(Plan plan, Tallying tallying, LogOuts logOuts) {

  /** The same with a plan of the same steps. */
  Judged as(Plan other) {
    return new Judged(other, tallying, logOuts);
  }
}
