package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Step;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of one report, in as many formats as are asked for. The same report gives the same
 * text; nothing is printed here. For one thread.
 */
public final class Renderer {
  private final Report report;
  private @Nullable Document document;

  public Renderer(Report report) {
    this.report = report;
  }

  /** The whole output, ending with a line break; only text cares for the screen. */
  public String render(Format format, Screen screen) {
    return switch (format) {
      case TEXT -> TextFormatter.format(document(), screen);
      case JSON -> JsonReport.render(report);
      case MARKDOWN -> MarkdownFormatter.format(document());
    };
  }

  /** The same, of a report for one file. */
  public static String render(Report report, Format format) {
    return render(report, format, Screen.NONE);
  }

  /** The same, of a report for one screen. */
  public static String render(Report report, Format format, Screen screen) {
    return new Renderer(report).render(format, screen);
  }

  private Document document() {
    var built = document;
    if (built == null) {
      built =
          switch (report) {
            case Report.Problems r -> ProblemsDocument.of(r);
            case Report.Planned r -> PlannedDocument.of(r);
            case Report.Applied r -> AppliedDocument.of(r);
            case Report.Drifted r -> DriftedDocument.of(r);
            case Report.Told r -> HistoryDocument.of(r.history());
            case Report.Failed r -> ProblemsDocument.of(r);
          };
      document = built;
    }
    return built;
  }

  /** {@code add user a@example.com to role x}; not made safe. */
  public static String clause(Change change) {
    return Clauses.of(change);
  }

  /** {@code users of role x}; not made safe. */
  public static String clause(BasisKey key) {
    return Clauses.of(key);
  }

  /** How one step ended, in a line without a line break. */
  public static String line(Step step, Outcome outcome) {
    return TextOutcomes.line(new OutcomeLine(step, outcome, Map.of()));
  }

  /** How it ended for one who was to be logged out, in a line. */
  public static String line(SessionOutcome outcome) {
    return visible(SessionPhrases.text(outcome));
  }

  /** Text from a file or a tenant for a terminal: control characters are made visible. */
  public static String visible(String text) {
    return ControlEscaper.escape(text);
  }
}
