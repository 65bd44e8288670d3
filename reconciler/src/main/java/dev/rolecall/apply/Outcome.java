package dev.rolecall.apply;

/** How one step ended. */
public sealed interface Outcome {
  /** It is in effect. */
  record Done() implements Outcome {}

  /**
   * It is not in effect.
   *
   * @param message a whole sentence: what could not be done, to what, and why
   */
  record Failed(String message) implements Outcome {}

  /**
   * It was sent, and nobody can tell whether it took effect; the next run looks again.
   *
   * @param message a whole sentence
   */
  record Unknown(String message) implements Outcome {}

  /**
   * It was not tried, because a step that it needs is not done.
   *
   * @param needs id of that step
   */
  record Skipped(String needs) implements Outcome {}

  /**
   * It was not tried, because the run was stopped before.
   *
   * @param why a clause, for example {@code the run was interrupted}
   */
  record NotTried(String why) implements Outcome {}
}
