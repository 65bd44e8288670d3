package dev.rolecall.report;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs, each with what is out of the ordinary about it and what it did. */
final class TextRuns {
  private final TextLines lines;

  TextRuns(TextLines lines) {
    this.lines = lines;
  }

  void write(List<RunEntry> entries) {
    for (RunEntry entry : entries) {
      switch (entry) {
        case RunEntry.Unreadable unreadable ->
            lines
                .line()
                .add(Colour.RED, "unreadable")
                .add("  " + unreadable.commitAndReason().text())
                .end();
        case RunEntry.Run run -> run(run);
      }
    }
    if (!entries.isEmpty()) {
      lines.blank();
    }
  }

  private void run(RunEntry.Run run) {
    boolean done = run.when().state().equals("done");
    lines
        .line()
        .add(run.when().begun().truncatedTo(ChronoUnit.SECONDS) + "  ")
        .add(done ? Colour.GREEN : Colour.YELLOW, "%-7s".formatted(run.when().word()))
        .add("  " + run.who().text() + "   run " + run.id().text())
        .end();
    RunEntry.Details details = run.details();
    details.remarks().forEach(remark -> lines.line("    " + TextFormatter.text(remark)));
    for (RunEntry.StepLine step : details.steps()) {
      lines.line("  %-9s %s".formatted(step.outcome(), TextFormatter.text(step.phrase())));
    }
    details.events().forEach(event -> lines.line("  " + TextFormatter.text(event)));
    if (details.events().isEmpty() && details.steps().isEmpty() && !run.counts().isEmpty()) {
      lines.line("    " + run.counts());
    }
  }
}
