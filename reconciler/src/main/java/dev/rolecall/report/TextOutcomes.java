package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.plan.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One line a step: what is done folded early, what is not done never. */
final class TextOutcomes {
  private static final int DONE = 50;

  private final Paint paint;
  private final StringBuilder out;

  TextOutcomes(Paint paint, StringBuilder out) {
    this.paint = paint;
    this.out = out;
  }

  void append(List<StepOutcome> outcomes) {
    Map<String, Step> byId = new HashMap<>();
    outcomes.forEach(outcome -> byId.put(outcome.step().id(), outcome.step()));
    int done = 0;
    for (StepOutcome step : outcomes) {
      String what = Sentences.of(step.step().change());
      switch (step.outcome()) {
        case Outcome.Done _ -> {
          done++;
          if (done <= DONE) {
            line(paint.green("done   "), what);
          }
        }
        case Outcome.Failed failed -> line(paint.red("failed "), failed.message());
        case Outcome.Unknown unknown -> line(paint.red("unknown"), unknown.message());
        case Outcome.NotTried notTried ->
            line(paint.yellow("not tried"), what + ": " + notTried.why());
        case Outcome.Skipped skipped ->
            line(paint.yellow("skipped"), what + ": needs " + needed(byId, skipped.needs()));
      }
    }
    if (done > DONE) {
      line(paint.green("done   "), "and %s more".formatted(Counted.number(done - DONE)));
    }
    if (!outcomes.isEmpty()) {
      out.append('\n');
    }
  }

  /** {@code done add user a@example.com to role x}, safe to print. */
  static String line(Step step, Outcome outcome) {
    String what = Sentences.of(step.change());
    return Plain.of(
        switch (outcome) {
          case Outcome.Done _ -> "done     " + what;
          case Outcome.Failed failed -> "failed   " + failed.message();
          case Outcome.Unknown unknown -> "unknown  " + unknown.message();
          case Outcome.Skipped skipped -> "skipped  " + what + ": needs step " + skipped.needs();
          case Outcome.NotTried notTried -> "not tried  " + what + ": " + notTried.why();
        });
  }

  static String needed(Map<String, Step> byId, String id) {
    Step step = byId.get(id);
    return step == null ? "step " + id : Sentences.of(step.change());
  }

  private void line(String word, String text) {
    out.append("  ").append(word).append("  ").append(Plain.of(text)).append('\n');
  }
}
