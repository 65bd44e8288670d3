package dev.rolecall.report;

/** What a line says is done: always what apply would do or did, never what moved before. */
enum Sign {
  ADD('+'),
  REMOVE('-'),
  EDIT('~'),
  /** Git says so; nothing is written now. */
  DECLARE('='),
  /** It stays, though git asks for something else. */
  WITHHOLD('!');

  private final char mark;

  Sign(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }
}
