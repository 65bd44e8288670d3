package dev.rolecall.report;

/** How much room text takes on a terminal, where not every character is one column wide. */
final class DisplayWidth {
  private DisplayWidth() {}

  /** At least as many columns as terminals use for it. */
  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    if (c < 0x1100) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI, TANGUT -> true;
      default -> Character.isEmoji(c) || isFullWidth(c);
    };
  }

  /** Punctuation of CJK, and the full-width forms of Latin letters and signs. */
  private static boolean isFullWidth(int c) {
    return (c >= 0x3000 && c <= 0x303E)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6);
  }
}
