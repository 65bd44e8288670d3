package dev.rolecall.apply;

import dev.rolecall.plan.BasisKey;
import java.util.List;

/** How a run ended. A tenant that fails in mid-run is a result too, step by step. */
public sealed interface ApplyResult {
  /**
   * Nothing was written: the tenant moved since the plan was made.
   *
   * @param moved what the plan rests on and is no longer as it was; not empty
   */
  record Stale(List<BasisKey> moved) implements ApplyResult {
    public Stale {
      moved = List.copyOf(moved);
    }
  }

  /**
   * Every step was tried or skipped.
   *
   * @param outcomes one per step, in the plan's order
   */
  record Ran(List<StepOutcome> outcomes) implements ApplyResult {
    public Ran {
      outcomes = List.copyOf(outcomes);
    }

    public boolean complete() {
      return outcomes.stream().allMatch(o -> o.outcome() instanceof Outcome.Done);
    }

    /** Whether nothing at all was written, as far as anybody can tell. */
    public boolean nothingDone() {
      return !outcomes.isEmpty()
          && outcomes.stream()
              .noneMatch(o ->
                  o.outcome() instanceof Outcome.Done || o.outcome() instanceof Outcome.Unknown);
    }
  }
}
