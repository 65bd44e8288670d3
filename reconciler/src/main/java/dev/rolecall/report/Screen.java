package dev.rolecall.report;

/**
 * What a text report is shown on.
 *
 * @param columns characters of a line; a longer one goes on below, broken between words
 */
public record Screen(Paint paint, int columns) {
  private static final int ENDLESS = Integer.MAX_VALUE;

  /** A file or a pipe: no colours, and lines of any length. */
  public static final Screen NONE = new Screen(Paint.PLAIN, ENDLESS);

  public Screen {
    if (columns < 1) {
      throw new IllegalArgumentException("a screen of " + columns + " columns");
    }
  }

  /** With lines of any length. */
  public static Screen endless(Paint paint) {
    return new Screen(paint, ENDLESS);
  }

  boolean isEndless() {
    return columns == ENDLESS;
  }
}
