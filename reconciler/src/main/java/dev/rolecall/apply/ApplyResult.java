package dev.rolecall.apply;

import dev.rolecall.plan.BasisKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * @param sessions one for each who was to be logged out and of whom something was taken
   * @param lastLoss no step took effect later than this; null: nobody has looked
   */
  record Ran(List<StepOutcome> outcomes, List<SessionOutcome> sessions, @Nullable Instant lastLoss)
      implements ApplyResult {
    public Ran {
      outcomes = List.copyOf(outcomes);
      sessions = List.copyOf(sessions);
    }

    /** Nobody was to be logged out. */
    public Ran(List<StepOutcome> outcomes) {
      this(outcomes, List.of(), null);
    }

    public boolean complete() {
      return all().allMatch(outcome -> outcome instanceof Outcome.Done);
    }

    /** Whether nothing at all was written, as far as anybody can tell. */
    public boolean nothingDone() {
      return !(outcomes.isEmpty() && sessions.isEmpty())
          && all()
              .noneMatch(
                  outcome -> outcome instanceof Outcome.Done || outcome instanceof Outcome.Unknown);
    }

    private Stream<Outcome> all() {
      return Stream.concat(
          outcomes.stream().map(StepOutcome::outcome),
          sessions.stream().map(SessionOutcome::outcome));
    }
  }
}
