package dev.rolecall.report;

/** The beginning of a text that may be too long. */
final class Excerpt {
  private Excerpt() {}

  /**
   * All of it, or its beginning with an ellipsis.
   *
   * @param most code points
   */
  static String of(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most)) + "\u2026";
  }
}
