package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Step;

/** Makes text of a report. The same report gives the same text; nothing is printed here. */
public final class Renderer {
  private Renderer() {}

  /** Without colours. */
  public static String render(Report report, Format format) {
    return render(report, format, Paint.PLAIN);
  }

  /** The whole output, ending with a line break; only text takes colours. */
  public static String render(Report report, Format format, Paint paint) {
    return switch (format) {
      case TEXT -> new TextReport(paint).render(report);
      case JSON -> JsonReport.render(report);
      case MARKDOWN -> MarkdownReport.render(report);
    };
  }

  /** {@code add user a@example.com to role x}; not made safe. */
  public static String clause(Change change) {
    return Sentences.of(change);
  }

  /** {@code users of role x}; not made safe. */
  public static String clause(BasisKey key) {
    return Sentences.of(key);
  }

  /** How one step ended, in a line without a line break. */
  public static String line(Step step, Outcome outcome) {
    return TextOutcomes.line(step, outcome);
  }

  /** Text from a file or a tenant for a terminal: control characters are made visible. */
  public static String visible(String text) {
    return Plain.of(text);
  }
}
