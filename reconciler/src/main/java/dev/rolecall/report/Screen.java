package dev.rolecall.report;

/**
 * What a text report is shown on.
 *
 * @param columns characters of a line; a longer one goes on below, broken between words
 */
public record Screen(AnsiStyle style, int columns) {
  private static final int ENDLESS = Integer.MAX_VALUE;

  /** A file or a pipe: no colours, and lines of any length. */
  public static final Screen NONE = new Screen(AnsiStyle.PLAIN, ENDLESS);

  public Screen {
    if (columns < 1) {
      throw new IllegalArgumentException("a screen of " + columns + " columns");
    }
  }

  /** With lines of any length. */
  public static Screen endless(AnsiStyle style) {
    return new Screen(style, ENDLESS);
  }

  boolean isEndless() {
    return columns == ENDLESS;
  }
}
