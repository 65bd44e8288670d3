package dev.rolecall.report;

import dev.rolecall.report.OutcomeLine.Ending;
import java.util.List;

/** One line a step: what is done folded early, what is not done never. */
final class TextOutcomes {
  private static final int DONE = 50;

  private final TextLines lines;

  TextOutcomes(TextLines lines) {
    this.lines = lines;
  }

  void write(List<OutcomeLine> outcomes) {
    int done = 0;
    for (OutcomeLine outcome : outcomes) {
      done += outcome.ending() == Ending.DONE ? 1 : 0;
      if (outcome.ending() != Ending.DONE || done <= DONE) {
        line(outcome.ending(), TextFormatter.text(outcome.phrase()));
      }
    }
    if (done > DONE) {
      line(Ending.DONE, "and " + Counted.number(done - DONE) + " more");
    }
    if (!outcomes.isEmpty()) {
      lines.blank();
    }
  }

  private void line(Ending ending, String text) {
    lines.line().add("  ").add(colour(ending), word(ending)).add("  " + text).end();
  }

  /** {@code done add user a@example.com to role x}, safe to print. */
  static String line(OutcomeLine outcome) {
    return ControlEscaper.escape(
        word(outcome.ending()) + "  " + TextFormatter.text(outcome.phrase()));
  }

  private static String word(Ending ending) {
    return "%-7s".formatted(ending.word());
  }

  private static Colour colour(Ending ending) {
    return switch (ending) {
      case DONE -> Colour.GREEN;
      case FAILED, UNKNOWN -> Colour.RED;
      case SKIPPED, NOT_TRIED -> Colour.YELLOW;
    };
  }
}
