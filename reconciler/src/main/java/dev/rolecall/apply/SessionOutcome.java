package dev.rolecall.apply;

import dev.rolecall.policy.Revocation;

/**
 * Somebody who was to be logged out, and how that ended. Unless it is done, it is owed still.
 *
 * @param outcome never {@link Outcome.Skipped}
 */
public record SessionOutcome(Revocation revocation, Outcome outcome) {
  public boolean isDone() {
    return outcome instanceof Outcome.Done;
  }
}
