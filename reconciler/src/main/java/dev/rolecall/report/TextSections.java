package dev.rolecall.report;

import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sections of changes, all their places in one column. */
final class TextSections {
  /** More lines than this below one role are folded; the JSON report has them all. */
  static final int SHOWN = 50;

  /** The same of lines that matter. */
  private static final int RISKY = 1000;

  private final Paint paint;
  private final StringBuilder out;
  private final Columns columns = new Columns();

  TextSections(Paint paint, StringBuilder out) {
    this.paint = paint;
    this.out = out;
  }

  void append(List<Section> sections) {
    for (Section section : sections) {
      columns.row(section.title(), paint::bold, "");
      section.groups().forEach(this::group);
      columns.row("", UnaryOperator.identity(), "");
    }
    columns.appendTo(out, paint);
  }

  private void group(Group group) {
    Line head = group.head();
    columns.row(
        "  %c %s %s".formatted(head.sign().mark(), head.kind(), Plain.of(head.text())),
        paint(head.sign()),
        right(head));
    int width = group.lines().stream().mapToInt(line -> line.kind().length()).max().orElse(0);
    var split = Folded.split(group, SHOWN, RISKY);
    for (Line line : split.shown()) {
      String kind = line.kind() + " ".repeat(width - line.kind().length());
      columns.row(
          "      %c %s  %s".formatted(line.sign().mark(), kind, Plain.of(line.whole())),
          paint(line.sign()),
          right(line));
    }
    if (!split.folded().isEmpty()) {
      columns.row(
          "      and %s; %s".formatted(Folded.lines(split.folded()), Texts.IN_JSON),
          paint::faint,
          "");
    }
  }

  private UnaryOperator<String> paint(Sign sign) {
    return switch (sign) {
      case ADD -> paint::green;
      case REMOVE -> paint::red;
      case EDIT, DECLARE -> paint::yellow;
      case WITHHOLD -> paint::red;
    };
  }

  private static String right(Line line) {
    String place = line.at() == null ? "" : Plain.of(line.at().toString());
    return line.remark().isEmpty() || place.isEmpty()
        ? Plain.of(line.remark()) + place
        : Plain.of(line.remark()) + "   " + place;
  }
}
