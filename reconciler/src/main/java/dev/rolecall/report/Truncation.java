package dev.rolecall.report;

import java.util.List;

/**
 * How much of a report is written out.
 *
 * @param lines below one role
 * @param groups of one section: roles, or findings
 * @param text characters of one text from outside
 * @param risky lines below one role that take something away, and groups of one section whose risk
 *     is high
 */
record Truncation(int lines, int groups, int text, int risky) {
  private static final int ALL = Integer.MAX_VALUE;

  /** From everything that a reader wants to what always fits into a comment. */
  static final List<Truncation> TIGHTER =
      List.of(
          new Truncation(50, 10_000, 2_000, ALL),
          new Truncation(20, 300, 1_000, ALL),
          new Truncation(8, 120, 300, ALL),
          new Truncation(3, 60, 150, ALL),
          new Truncation(0, 25, 80, ALL),
          new Truncation(0, 25, 80, 400),
          new Truncation(0, 25, 80, 100),
          new Truncation(0, 25, 80, 25),
          new Truncation(0, 25, 80, 5));

  static Truncation tightest() {
    return TIGHTER.getLast();
  }
}
