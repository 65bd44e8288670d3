package dev.rolecall.report;

/** What a line says is done: always what apply would do or did, never what moved before. */
enum Sign {
  ADD('+', "added"),
  REMOVE('-', "removed"),
  EDIT('~', "edited"),
  /** Git says so; nothing is written now. */
  DECLARE('=', "declared"),
  /** It stays, though git asks for something else. */
  WITHHOLD('!', "withheld"),
  /** Its time is over soon; nothing is written now. */
  END('>', "ending soon");

  private final char mark;
  private final String done;

  Sign(char mark, String done) {
    this.mark = mark;
    this.done = done;
  }

  /** What is done to something with this sign, for example {@code added}. */
  String done() {
    return done;
  }

  char mark() {
    return mark;
  }
}
