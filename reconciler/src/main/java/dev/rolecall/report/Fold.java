package dev.rolecall.report;

import java.util.List;

/**
 * How much of a report is written out.
 *
 * @param lines below one role
 * @param groups of one section: roles, or findings
 * @param text characters of one text from outside
 */
record Fold(int lines, int groups, int text) {
  /** From everything that a reader wants to what always fits into a comment. */
  static final List<Fold> TIGHTER =
      List.of(
          new Fold(50, 10_000, 2_000),
          new Fold(20, 300, 1_000),
          new Fold(8, 120, 300),
          new Fold(3, 60, 150),
          new Fold(0, 25, 80));

  static Fold tightest() {
    return TIGHTER.getLast();
  }
}
