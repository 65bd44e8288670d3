package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.plan.Step;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one step ended.
 *
 * @param others steps by id, so that one that was needed can be named
 */
record OutcomeLine(Step step, Outcome outcome, Map<String, Step> others) {
  /** How a step can end. */
  enum Ending {
    DONE("done"),
    FAILED("failed"),
    UNKNOWN("unknown"),
    SKIPPED("skipped"),
    NOT_TRIED("not tried");

    private final String word;

    Ending(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** A view: no line is made before it is asked for. */
  static List<OutcomeLine> of(List<StepOutcome> outcomes) {
    Map<String, Step> steps = new HashMap<>();
    outcomes.forEach(outcome -> steps.put(outcome.step().id(), outcome.step()));
    return new MappedList<>(
        outcomes, outcome -> new OutcomeLine(outcome.step(), outcome.outcome(), steps));
  }

  Ending ending() {
    return switch (outcome) {
      case Outcome.Done _ -> Ending.DONE;
      case Outcome.Failed _ -> Ending.FAILED;
      case Outcome.Unknown _ -> Ending.UNKNOWN;
      case Outcome.Skipped _ -> Ending.SKIPPED;
      case Outcome.NotTried _ -> Ending.NOT_TRIED;
    };
  }

  /** What was done, what could not be done, or what was not done and why. */
  Phrase phrase() {
    return switch (outcome) {
      case Outcome.Done _ -> Phrase.of(what(step));
      // The message says what could not be done.
      case Outcome.Failed failed -> Phrase.code(failed.message());
      case Outcome.Unknown unknown -> Phrase.code(unknown.message());
      case Outcome.Skipped skipped ->
          Phrase.of(what(step), new Words(": needs "), needed(skipped.needs()));
      case Outcome.NotTried notTried ->
          Phrase.of(what(step), new Words(": "), new Code(notTried.why()));
    };
  }

  private Code needed(String id) {
    @Nullable Step needed = others.get(id);
    return needed == null ? new Code("step " + id) : what(needed);
  }

  private static Code what(Step step) {
    return new Code(Clauses.of(step.change()));
  }
}
