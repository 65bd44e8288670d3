package dev.rolecall.report;

import static dev.rolecall.report.Part.BESIDE;
import static dev.rolecall.report.Part.CHANGES;
import static dev.rolecall.report.Part.DUE;
import static dev.rolecall.report.Part.FINDINGS;
import static dev.rolecall.report.Part.FIRST;
import static dev.rolecall.report.Part.GUARDS;
import static dev.rolecall.report.Part.NEXT;
import static dev.rolecall.report.Part.OLDER;
import static dev.rolecall.report.Part.OUTCOMES;
import static dev.rolecall.report.Part.PEOPLE;
import static dev.rolecall.report.Part.RESULT;
import static dev.rolecall.report.Part.TITLE;
import static dev.rolecall.report.Part.TOKENS;
import static dev.rolecall.report.Part.VALIDITY;

import java.util.List;

/** The order in which the parts of a report are read. */
enum PartOrder {
  /** The end stays in sight, so the result comes last. */
  RESULT_LAST,
  /** The beginning is seen first, and the rest may be folded. */
  RESULT_FIRST;

  List<Part> parts() {
    return switch (this) {
      case RESULT_LAST ->
          List.of(
              TITLE, FIRST, CHANGES, PEOPLE, OUTCOMES, FINDINGS, GUARDS, RESULT, TOKENS, VALIDITY,
              OLDER, DUE, BESIDE, NEXT);
      case RESULT_FIRST ->
          List.of(
              TITLE, FIRST, RESULT, NEXT, TOKENS, DUE, BESIDE, GUARDS, PEOPLE, OUTCOMES, FINDINGS,
              OLDER, CHANGES, VALIDITY);
    };
  }

  /** {@code above} or {@code below}. */
  String word(Span.Position position) {
    return parts().indexOf(position.of()) < parts().indexOf(position.from()) ? "above" : "below";
  }
}
