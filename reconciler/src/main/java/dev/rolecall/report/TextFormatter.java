package dev.rolecall.report;

/** A document for a terminal or a text file. */
final class TextFormatter {
  static final PartOrder ORDER = PartOrder.RESULT_LAST;

  private final TextLines lines;

  private TextFormatter(Screen screen) {
    lines = new TextLines(screen);
  }

  static String format(Document document, Screen screen) {
    var formatter = new TextFormatter(screen);
    document.blocks(ORDER).forEach(formatter::write);
    return formatter.lines.text();
  }

  /** A phrase as it is printed, still to be made safe. */
  static String text(Phrase phrase) {
    return phrase.render(ORDER, code -> code);
  }

  private void write(Block block) {
    switch (block) {
      case Block.Title title -> title(title);
      case Block.Sentence sentence -> sentence(sentence);
      case Block.PlanResult result -> result(result);
      case Block.Items items -> items(items);
      case Block.Findings findings -> new TextFindings(lines).write(findings.problems());
      case Block.Guards guards -> new TextGuards(lines).write(guards);
      case Block.Changes changes -> new TextChanges(lines).write(changes.sections());
      case Block.Outcomes outcomes -> new TextOutcomes(lines).write(outcomes.lines());
      case Block.Runs runs -> new TextRuns(lines).write(runs.entries());
    }
  }

  private void title(Block.Title title) {
    switch (title) {
      // The command itself stands right above on a terminal.
      case Block.CommandTitle _, Block.FailureTitle _ -> {}
      case Block.RunTitle run -> {
        lines
            .line()
            .add(Colour.BOLD, run.tenant().text())
            .add("  " + run.provider().text() + "  " + run.url().text())
            .add("      " + run.commit().text() + "   " + run.applied().text())
            .end();
        lines.blank();
      }
      case Block.RecordTitle record -> {
        lines
            .line()
            .add(Colour.BOLD, record.tenant().text())
            .add("      record " + record.record().text())
            .end();
        lines.blank();
      }
    }
  }

  private void sentence(Block.Sentence sentence) {
    lines
        .line()
        .add(Colour.of(sentence.tone()), text(sentence.lead()) + text(sentence.rest()))
        .end();
  }

  private void result(Block.PlanResult result) {
    lines.line().add(Colour.BOLD, text(result.summary())).add("   digest " + result.digest()).end();
  }

  private void items(Block.Items items) {
    if (!items.caption().isEmpty()) {
      lines.line(items.caption());
    }
    items.items().forEach(item -> lines.line("  " + items.mark() + text(item)));
    if (!items.caption().isEmpty()) {
      lines.blank();
    }
  }
}
