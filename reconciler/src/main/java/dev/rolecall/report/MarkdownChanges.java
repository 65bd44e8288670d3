package dev.rolecall.report;

import dev.rolecall.report.Columns.Row;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Sections of changes as blocks of code that review hosts colour by their first character: what is
 * edited stands below {@code @@} as in a diff, old and new apart, because they know no {@code ~}.
 */
final class MarkdownChanges {
  private final MarkdownWriter out;

  MarkdownChanges(MarkdownWriter out) {
    this.out = out;
  }

  void write(List<Section> sections) {
    sections.forEach(this::section);
  }

  private void section(Section section) {
    Truncation truncation = out.truncation();
    var columns = new Columns();
    var folded = new ArrayList<Group>();
    int high = 0;
    int shown = 0;
    for (Group group : section.groups()) {
      if (group.risk().isHigh() ? high < truncation.risky() : shown < truncation.groups()) {
        group(group, columns);
        shown++;
        high += group.risk().isHigh() ? 1 : 0;
      } else {
        folded.add(group);
      }
    }
    if (!folded.isEmpty()) {
      more(columns, "  and " + TruncatedLines.groups(folded));
    }
    var lines = new TextLines(Screen.NONE);
    columns.writeTo(lines);
    out.paragraph("#### " + section.title());
    out.fence("diff", lines.text().lines().toList());
  }

  private void group(Group group, Columns columns) {
    Line head = group.head();
    String about = head.kind() + " " + excerpt(head.text().text());
    row(columns, head, head.sign() == Sign.EDIT ? "@@ " + about + " @@" : mark(head) + about);
    int width = group.lines().stream().mapToInt(line -> line.kind().length()).max().orElse(0);
    var split = TruncatedLines.split(group, out.truncation().lines(), out.truncation().risky());
    for (Line shown : split.shown()) {
      for (Line line : shown.apart()) {
        String kind = line.kind() + " ".repeat(width - line.kind().length());
        row(columns, line, "%s    %s  %s".formatted(mark(line), kind, excerpt(line.text().text())));
      }
    }
    if (!split.folded().isEmpty()) {
      more(columns, "      and " + TruncatedLines.lines(split.folded()));
    }
  }

  private void row(Columns columns, Line line, String left) {
    String place = line.at() == null ? "" : excerpt(line.at().toString());
    columns.add(new Row(Colour.NONE, left, out.fenced(line.remark()), place));
  }

  private static String mark(Line line) {
    return line.sign().mark() + " ";
  }

  private void more(Columns columns, String what) {
    columns.add(new Row(Colour.NONE, what + "; " + out.fenced(Phrases.IN_JSON)));
  }

  private String excerpt(String text) {
    return Excerpt.of(ControlEscaper.escape(text), out.truncation().text());
  }
}
