package dev.rolecall.report;

/** How a sentence is meant; each formatter shows it in its own way. */
enum Tone {
  /** What the report comes to. */
  RESULT,
  /** What stands in the way. */
  ALARM,
  /** What must not be missed beside the result. */
  ATTENTION,
  PLAIN,
  /** What can be skipped. */
  ASIDE
}
