package dev.rolecall.report;

import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Sections of changes as blocks of code that review hosts colour by their first character: what is
 * edited stands below {@code @@} as in a diff, old and new apart, because they know no {@code ~}.
 */
final class MarkdownSections {
  private final Fold fold;
  private final StringBuilder out;

  MarkdownSections(Fold fold, StringBuilder out) {
    this.fold = fold;
    this.out = out;
  }

  void append(List<Section> sections) {
    for (Section section : sections) {
      var columns = new Columns();
      var folded = new ArrayList<Group>();
      int high = 0;
      int shown = 0;
      for (Group group : section.groups()) {
        if (group.risk().isHigh() ? high < fold.risky() : shown < fold.groups()) {
          group(group, columns);
          shown++;
          high += group.risk().isHigh() ? 1 : 0;
        } else {
          folded.add(group);
        }
      }
      if (!folded.isEmpty()) {
        more(columns, "and " + Folded.groups(folded));
      }
      var block = new StringBuilder();
      columns.appendTo(block, Paint.PLAIN);
      out.append("#### ").append(section.title()).append("\n\n");
      out.append(Markdown.fence("diff", block.toString().lines().toList())).append('\n');
    }
  }

  private void group(Group group, Columns columns) {
    Line head = group.head();
    String about = head.kind() + " " + text(head.text());
    row(columns, head, head.sign() == Sign.EDIT ? "@@ " + about + " @@" : mark(head) + about);
    int width = group.lines().stream().mapToInt(line -> line.kind().length()).max().orElse(0);
    var split = Folded.split(group, fold.lines(), fold.risky());
    for (Line shown : split.shown()) {
      for (Line line : shown.apart()) {
        String kind = line.kind() + " ".repeat(width - line.kind().length());
        row(columns, line, "%s    %s  %s".formatted(mark(line), kind, text(line.text())));
      }
    }
    if (!split.folded().isEmpty()) {
      more(columns, "    and " + Folded.lines(split.folded()));
    }
  }

  private void row(Columns columns, Line line, String left) {
    String place = line.at() == null ? "" : text(line.at().toString());
    String gap = line.remark().isEmpty() || place.isEmpty() ? "" : "   ";
    columns.row(left, UnaryOperator.identity(), Plain.of(line.remark()) + gap + place);
  }

  private static String mark(Line line) {
    return line.sign().mark() + " ";
  }

  private static void more(Columns columns, String what) {
    columns.row("  " + what + "; " + Texts.IN_JSON, UnaryOperator.identity(), "");
  }

  private String text(String text) {
    return Markdown.clip(Plain.of(text), fold.text());
  }
}
