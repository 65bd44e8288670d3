package dev.rolecall.report;

/** How a piece of a line stands out on a screen. */
enum Colour {
  NONE(""),
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The number that a terminal knows it by; empty for none. */
  String code() {
    return code;
  }

  static Colour of(Tone tone) {
    return switch (tone) {
      case RESULT -> BOLD;
      case ALARM -> RED;
      case ATTENTION -> YELLOW;
      case PLAIN -> NONE;
      case ASIDE -> FAINT;
    };
  }
}
