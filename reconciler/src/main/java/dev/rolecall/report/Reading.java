package dev.rolecall.report;

import static dev.rolecall.report.Part.BESIDE;
import static dev.rolecall.report.Part.CHANGES;
import static dev.rolecall.report.Part.FINDINGS;
import static dev.rolecall.report.Part.FIRST;
import static dev.rolecall.report.Part.NEXT;
import static dev.rolecall.report.Part.OLDER;
import static dev.rolecall.report.Part.OUTCOMES;
import static dev.rolecall.report.Part.RESULT;
import static dev.rolecall.report.Part.TITLE;
import static dev.rolecall.report.Part.TOKENS;
import static dev.rolecall.report.Part.VALIDITY;

import java.util.List;

/** The order in which the parts of a report are read. */
enum Reading {
  /** The end stays in sight, so the result comes last. */
  ON_A_SCREEN,
  /** The beginning is seen first, and the rest may be folded. */
  ON_A_PAGE;

  List<Part> order() {
    return switch (this) {
      case ON_A_SCREEN ->
          List.of(
              TITLE, FIRST, CHANGES, OUTCOMES, FINDINGS, RESULT, TOKENS, VALIDITY, OLDER, BESIDE,
              NEXT);
      case ON_A_PAGE ->
          List.of(
              TITLE, FIRST, RESULT, NEXT, TOKENS, BESIDE, OUTCOMES, FINDINGS, OLDER, CHANGES,
              VALIDITY);
    };
  }

  String position(Span.Where where) {
    return order().indexOf(where.of()) < order().indexOf(where.from()) ? "above" : "below";
  }
}
