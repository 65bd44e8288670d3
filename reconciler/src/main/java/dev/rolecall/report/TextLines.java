package dev.rolecall.report;

import java.util.List;

/** The lines of a text report, as wide as the screen. */
final class TextLines {
  private final Screen screen;
  private final StringBuilder out = new StringBuilder();

  TextLines(Screen screen) {
    this.screen = screen;
  }

  Screen screen() {
    return screen;
  }

  /** Begins a line; nothing is written before its end. */
  TextLine line() {
    return new TextLine(this);
  }

  void line(String text) {
    line().add(text).end();
  }

  void blank() {
    out.append('\n');
  }

  /** Writes a line that fits; neighbours of one colour are painted together. */
  void write(List<TextLine.Piece> line) {
    for (int i = 0; i < line.size(); ) {
      Colour colour = line.get(i).colour();
      var text = new StringBuilder();
      for (; i < line.size() && line.get(i).colour() == colour; i++) {
        text.append(line.get(i).text());
      }
      out.append(screen.style().paint(colour, text.toString()));
    }
    out.append('\n');
  }

  /** All of it; each line ends with a line break. */
  String text() {
    return out.toString();
  }
}
