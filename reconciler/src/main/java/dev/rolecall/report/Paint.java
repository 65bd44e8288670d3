package dev.rolecall.report;

/** Colours for a terminal; both give the same text once the codes are taken out. */
public enum Paint {
  PLAIN,
  ANSI;

  private static final String OFF = "\u001b[0m";

  String green(String text) {
    return with("32", text);
  }

  String red(String text) {
    return with("31", text);
  }

  String yellow(String text) {
    return with("33", text);
  }

  String bold(String text) {
    return with("1", text);
  }

  String faint(String text) {
    return with("2", text);
  }

  private String with(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case ANSI -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + OFF;
    };
  }
}
