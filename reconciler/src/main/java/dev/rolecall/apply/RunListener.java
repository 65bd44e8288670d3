package dev.rolecall.apply;

import dev.rolecall.plan.Step;

/**
 * Is told how a run goes, as it goes, from several threads at once. It watches; it decides nothing.
 */
public interface RunListener {
  /** While another run may still write, before this one begins. */
  default void waiting(String sentence) {}

  /** Before the first write of a run of so many steps. */
  void starting(int steps);

  void ended(Step step, Outcome outcome);

  /** Somebody was logged out, or could not be. */
  default void sessionsEnded(SessionOutcome outcome) {}

  /** Hears nothing. */
  static RunListener none() {
    return new RunListener() {
      @Override
      public void starting(int steps) {}

      @Override
      public void ended(Step step, Outcome outcome) {}
    };
  }
}
