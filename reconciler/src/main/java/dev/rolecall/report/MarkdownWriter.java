package dev.rolecall.report;

import dev.rolecall.report.Span.Code;
import java.util.List;

/** Markdown as it is written: paragraphs and lists, in which all code is marked as such. */
final class MarkdownWriter {
  static final PartOrder ORDER = PartOrder.RESULT_FIRST;

  private final Truncation truncation;
  private final StringBuilder out = new StringBuilder();

  MarkdownWriter(Truncation truncation) {
    this.truncation = truncation;
  }

  /** How much of everything may be written out. */
  Truncation truncation() {
    return truncation;
  }

  String code(String text) {
    return MarkdownCode.span(text, truncation.text());
  }

  String code(Code code) {
    return code(code.text());
  }

  String text(Phrase phrase) {
    return phrase.render(ORDER, this::code);
  }

  /** A phrase inside a fence, where all is code; still to be made safe. */
  String fenced(Phrase phrase) {
    return phrase.render(ORDER, code -> Excerpt.of(ControlEscaper.escape(code), truncation.text()));
  }

  /** Text that is safe already. */
  void paragraph(String text) {
    out.append(text).append("\n\n");
  }

  void fence(String language, List<String> lines) {
    out.append(MarkdownCode.fence(language, lines)).append('\n');
  }

  /** A list of items that are safe already, as many as there may be groups. */
  void list(List<String> items) {
    list(items, truncation.groups());
  }

  /** The same of at most so many items. */
  void list(List<String> items, int most) {
    items.stream().limit(most).forEach(item -> out.append("- ").append(item).append('\n'));
    if (items.size() > most) {
      out.append("- ").append(more(items.size() - most)).append('\n');
    }
    if (!items.isEmpty()) {
      out.append('\n');
    }
  }

  /** The same behind a line to click on. */
  void folded(String summary, List<String> items) {
    if (!items.isEmpty()) {
      paragraph("<details><summary>" + summary + "</summary>");
      list(items);
      paragraph("</details>");
    }
  }

  /** That so many things are not shown, and where they are. */
  String more(int count) {
    return "and " + Counted.number(count) + " more; " + text(Phrases.IN_JSON);
  }

  int length() {
    return out.length();
  }

  String text() {
    return out.toString();
  }
}
