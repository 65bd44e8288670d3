package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Change;
import java.util.Collection;
import java.util.List;

/** What of a run is in effect. */
final class Done {
  private Done() {}

  static List<Change> changes(Collection<StepOutcome> outcomes) {
    return outcomes.stream()
        .filter(step -> step.outcome() instanceof Outcome.Done)
        .map(step -> step.step().change())
        .toList();
  }
}
