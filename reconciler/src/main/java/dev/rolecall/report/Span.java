package dev.rolecall.report;

/**
 * A piece of a sentence. Whatever is not a word of ours enters as code, so a formatter can make it
 * safe without knowing where it came from.
 */
sealed interface Span {
  /** Words of ours, with numbers and dates. Never text from a file, a tenant or a remote. */
  record Words(String text) implements Span {}

  /** Text from outside, or a command to type. Shown as it is, and never read as markup. */
  record Code(String text) implements Span {}

  /** {@code above} or {@code below}: where one part stands, seen from another. */
  record Position(Part from, Part of) implements Span {}
}
