package dev.rolecall.report;

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

  /** Text from a file or a tenant for a terminal: control characters are made visible. */
  public static String visible(String text) {
    return Plain.of(text);
  }
}
