package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a text report. Whatever is added is made safe to print here, so whoever adds it needs
 * not think of it.
 */
final class TextLine {
  /**
   * Text of one colour.
   *
   * @param whole never broken, for example a place
   */
  record Piece(Colour colour, String text, boolean whole) {
    int cells() {
      return DisplayWidth.of(text);
    }
  }

  private final TextLines lines;
  private final List<Piece> pieces = new ArrayList<>();
  private int gap = -1;
  private int slack;

  TextLine(TextLines lines) {
    this.lines = lines;
  }

  /** Words, between which the line may be broken. */
  TextLine add(Colour colour, String text) {
    return add(new Piece(colour, ControlEscaper.escape(text), false));
  }

  TextLine add(String text) {
    return add(Colour.NONE, text);
  }

  /** A place: on one line, whatever the width is. */
  TextLine place(Colour colour, String place) {
    return add(new Piece(colour, ControlEscaper.escape(place), true));
  }

  /**
   * Spaces up to the next column.
   *
   * @param least that stay when the line would be too long otherwise
   */
  TextLine column(int spaces, int least) {
    gap = pieces.size();
    slack = spaces - least;
    return add(new Piece(Colour.NONE, " ".repeat(spaces), false));
  }

  private TextLine add(Piece piece) {
    if (!piece.text().isEmpty()) {
      pieces.add(piece);
    }
    return this;
  }

  /** Ends the line, and writes it. */
  void end() {
    int columns = lines.screen().columns();
    if (lines.screen().isEndless()) {
      lines.write(pieces);
      return;
    }
    int excess = pieces.stream().mapToInt(Piece::cells).sum() - columns;
    if (excess > 0 && slack > 0) {
      int kept = pieces.get(gap).text().length() - Math.min(slack, excess);
      pieces.set(gap, new Piece(Colour.NONE, " ".repeat(kept), false));
      excess -= slack;
    }
    if (excess > 0) {
      LineWrapper.wrap(pieces, columns).forEach(lines::write);
    } else {
      lines.write(pieces);
    }
  }
}
