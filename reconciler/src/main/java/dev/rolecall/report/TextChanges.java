package dev.rolecall.report;

import dev.rolecall.report.Columns.Row;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import java.util.List;

/** Sections of changes, all their places in one column. */
final class TextChanges {
  /** More lines than this below one role are folded; the JSON report has them all. */
  private static final int SHOWN = 50;

  /** The same of lines that matter. */
  private static final int RISKY = 1000;

  private final TextLines lines;
  private final Columns columns = new Columns();

  TextChanges(TextLines lines) {
    this.lines = lines;
  }

  void write(List<Section> sections) {
    for (Section section : sections) {
      columns.add(new Row(Colour.BOLD, section.title()));
      section.groups().forEach(this::group);
      columns.add(new Row(Colour.NONE, ""));
    }
    columns.writeTo(lines);
  }

  private void group(Group group) {
    Line head = group.head();
    row(head, "  %c %s %s".formatted(head.sign().mark(), head.kind(), head.text().text()));
    int width = group.lines().stream().mapToInt(line -> line.kind().length()).max().orElse(0);
    var split = TruncatedLines.split(group, SHOWN, RISKY);
    for (Line line : split.shown()) {
      String kind = line.kind() + " ".repeat(width - line.kind().length());
      row(line, "      %c %s  %s".formatted(line.sign().mark(), kind, line.whole()));
    }
    if (!split.folded().isEmpty()) {
      String more = "      and " + TruncatedLines.lines(split.folded()) + "; ";
      columns.add(new Row(Colour.FAINT, more + TextFormatter.text(Phrases.IN_JSON)));
    }
  }

  private void row(Line line, String left) {
    String place = line.at() == null ? "" : line.at().toString();
    columns.add(new Row(colour(line.sign()), left, TextFormatter.text(line.remark()), place));
  }

  private static Colour colour(Sign sign) {
    return switch (sign) {
      case ADD -> Colour.GREEN;
      case REMOVE, WITHHOLD -> Colour.RED;
      case EDIT, DECLARE, END -> Colour.YELLOW;
    };
  }
}
