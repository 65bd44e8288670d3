package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of a left and a right text, the right ones aligned as far as the left ones are short. */
final class Columns {
  private static final int WIDEST = 64;
  private static final String GAP = "   ";

  private record Row(String left, UnaryOperator<String> paint, String right) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a row; the paint colours the left text and must not change its width. */
  Columns row(String left, UnaryOperator<String> paint, String right) {
    rows.add(new Row(left, paint, right));
    return this;
  }

  void appendTo(StringBuilder out, Paint paint) {
    int width =
        rows.stream()
            .filter(row -> !row.right().isEmpty())
            .mapToInt(row -> width(row.left()))
            .filter(w -> w <= WIDEST)
            .max()
            .orElse(0);
    for (Row row : rows) {
      out.append(row.paint().apply(row.left()));
      if (!row.right().isEmpty()) {
        out.append(" ".repeat(Math.max(0, width - width(row.left())))).append(GAP);
        out.append(paint.faint(row.right()));
      }
      out.append('\n');
    }
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
