package dev.rolecall.report;

/** Colours for a terminal; both give the same text once the codes are taken out. */
public enum AnsiStyle {
  PLAIN,
  ANSI;

  private static final String OFF = "\u001b[0m";

  String paint(Colour colour, String text) {
    return this == PLAIN || colour == Colour.NONE || text.isEmpty()
        ? text
        : "\u001b[" + colour.code() + "m" + text + OFF;
  }
}
