package dev.rolecall.report;

/** A part of a report. What a part holds is the same everywhere; where it stands is not. */
enum Part {
  /** Of what the report is. */
  TITLE,
  /** What is said before all else: that the commit goes back, or that a role is left alone. */
  FIRST,
  /** What differs, or would be done. */
  CHANGES,
  /** Who gains and who loses. */
  PEOPLE,
  /** What stands against it until somebody approves it. */
  GUARDS,
  /** How steps ended, or what was run. */
  OUTCOMES,
  FINDINGS,
  /** What it all comes to. */
  RESULT,
  /** When gains and losses take effect. */
  TOKENS,
  /** Until when the result holds. */
  VALIDITY,
  /** What was so before, in numbers. */
  OLDER,
  /** What tombstones do within three days. */
  DUE,
  /** What counts beside the steps, and what stands against them. */
  BESIDE,
  /** What to do now. */
  NEXT
}
