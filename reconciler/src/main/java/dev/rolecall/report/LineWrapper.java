package dev.rolecall.report;

import dev.rolecall.report.TextLine.Piece;
import java.util.ArrayList;
import java.util.List;

/** Breaks a line that is too long for the screen, between words only, and never inside a place. */
final class LineWrapper {
  /** How much further to the right a line goes on than it begins. */
  private static final int HANGING = 2;

  private final int columns;
  private final List<List<Piece>> lines = new ArrayList<>();
  private List<Piece> line = new ArrayList<>();
  private int used;
  private int indent = -1;

  /** What is not broken: pieces without a space between them, and the spaces before them. */
  private static final class Unit {
    private final int gap;
    private final List<Piece> pieces = new ArrayList<>();

    Unit(int gap) {
      this.gap = gap;
    }

    int cells() {
      return pieces.stream().mapToInt(Piece::cells).sum();
    }
  }

  private LineWrapper(int columns) {
    this.columns = columns;
  }

  /** The lines that the pieces make; one is wider than the screen only where a single unit is. */
  static List<List<Piece>> wrap(List<Piece> pieces, int columns) {
    var wrapper = new LineWrapper(columns);
    units(pieces).forEach(wrapper::put);
    wrapper.lines.add(wrapper.line);
    return wrapper.lines;
  }

  private void put(Unit unit) {
    int cells = unit.cells();
    if (indent < 0) {
      indent = unit.gap + HANGING;
      begin(unit.gap, cells);
    } else if (used + unit.gap + cells > columns) {
      lines.add(line);
      line = new ArrayList<>();
      begin(indent, cells);
    } else {
      spaces(unit.gap);
    }
    line.addAll(unit.pieces);
    used += cells;
  }

  /** Begins a line further to the left where the unit would not fit otherwise. */
  private void begin(int wanted, int cells) {
    used = 0;
    spaces(Math.max(0, Math.min(wanted, columns - cells)));
  }

  private void spaces(int count) {
    if (count > 0) {
      line.add(new Piece(Colour.NONE, " ".repeat(count), false));
      used += count;
    }
  }

  private static List<Unit> units(List<Piece> pieces) {
    var units = new ArrayList<Unit>();
    int gap = 0;
    boolean open = false;
    for (Piece piece : pieces) {
      for (String part : piece.whole() ? List.of(piece.text()) : parts(piece.text())) {
        if (!piece.whole() && part.charAt(0) == ' ') {
          gap += part.length();
          open = false;
          continue;
        }
        if (!open) {
          units.add(new Unit(gap));
          gap = 0;
          open = true;
        }
        units.getLast().pieces.add(new Piece(piece.colour(), part, piece.whole()));
      }
    }
    return units;
  }

  /** Words and the spaces between them, in turn. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == ' ') != (text.charAt(start) == ' ')) {
        parts.add(text.substring(start, i));
        start = i;
      }
    }
    return parts;
  }
}
