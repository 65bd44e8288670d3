package dev.rolecall.record;

import org.jspecify.annotations.Nullable;

/**
 * How one step of a run ended.
 *
 * @param step id of the step
 * @param message what could not be done and why; null where there is nothing to say
 */
public record StepResult(String step, Word word, @Nullable String message) {

  /** How a step ended. */
  public enum Word {
    /** It is in effect. */
    DONE,
    /** It is not in effect. */
    FAILED,
    /** It may be in effect, now or later: the next run looks. */
    UNKNOWN,
    /** It was not tried. */
    SKIPPED
  }

  public static StepResult done(String step) {
    return new StepResult(step, Word.DONE, null);
  }
}
