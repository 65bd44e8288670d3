package dev.rolecall.apply;

/** How one step ended. */
public sealed interface Outcome {
  /** It is in effect. */
  record Done() implements Outcome {}

  /**
   * It is not in effect, or that could not be made certain.
   *
   * @param message a whole sentence: what could not be done, to what, and why
   */
  record Failed(String message) implements Outcome {}

  /**
   * It was not tried, because a step that it needs is not done.
   *
   * @param needs id of that step
   */
  record Skipped(String needs) implements Outcome {}
}
