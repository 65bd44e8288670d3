package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of a left and a right text, the right ones aligned as far as the left ones are short. */
final class Columns {
  private static final int WIDEST = 64;
  private static final int GAP = 3;

  /**
   * One row; its texts may come from outside.
   *
   * @param colour of the left text
   * @param place file and line, never broken; may be empty
   */
  record Row(Colour colour, String left, String remark, String place) {
    Row {
      left = ControlEscaper.escape(left); // what it is measured by
    }

    /** The left text alone. */
    Row(Colour colour, String left) {
      this(colour, left, "", "");
    }

    private boolean hasRight() {
      return !remark.isEmpty() || !place.isEmpty();
    }

    private int width() {
      return left.codePointCount(0, left.length());
    }
  }

  private final List<Row> rows = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  void writeTo(TextLines lines) {
    int width =
        rows.stream()
            .filter(Row::hasRight)
            .mapToInt(Row::width)
            .filter(w -> w <= WIDEST)
            .max()
            .orElse(0);
    rows.forEach(row -> write(row, width, lines));
  }

  private static void write(Row row, int width, TextLines lines) {
    TextLine line = lines.line().add(row.colour(), row.left());
    if (row.hasRight()) {
      line.column(Math.max(0, width - row.width()) + GAP, GAP).add(Colour.FAINT, row.remark());
      if (!row.remark().isEmpty() && !row.place().isEmpty()) {
        line.add(Colour.FAINT, " ".repeat(GAP));
      }
      line.place(Colour.FAINT, row.place());
    }
    line.end();
  }
}
