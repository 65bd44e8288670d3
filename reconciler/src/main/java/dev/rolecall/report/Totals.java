package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import java.util.Collection;

/** How many steps ended how. */
record Totals(int done, int failed, int skipped) {
  static Totals of(Collection<StepOutcome> outcomes) {
    int done = 0;
    int failed = 0;
    int skipped = 0;
    for (StepOutcome step : outcomes) {
      switch (step.outcome()) {
        case Outcome.Done _ -> done++;
        case Outcome.Failed _, Outcome.Unknown _ -> failed++;
        case Outcome.Skipped _, Outcome.NotTried _ -> skipped++;
      }
    }
    return new Totals(done, failed, skipped);
  }
}
