package dev.rolecall.report;

/** What guards have against a plan, on a screen. */
final class TextGuards {
  private final TextLines lines;

  TextGuards(TextLines lines) {
    this.lines = lines;
  }

  void write(Block.Guards guards) {
    lines.line().add(Colour.BOLD, guards.caption()).end();
    for (GuardLine guard : guards.lines()) {
      lines
          .line()
          .add("  ")
          .add(Colour.BOLD, guard.rule())
          .add("  " + TextFormatter.text(guard.message()))
          .end();
      guard.facts().forEach(fact -> lines.line("      " + TextFormatter.text(fact)));
      if (!guard.paste().isEmpty()) {
        lines.line("      to approve it, have this reviewed as " + guard.file() + ":");
        guard.paste().forEach(text -> lines.line().place(Colour.NONE, "        " + text).end());
      }
    }
    lines.blank();
  }
}
