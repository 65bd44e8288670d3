package dev.rolecall.report;

import java.time.temporal.ChronoUnit;

/** The record for a terminal. */
final class TextHistory {
  private final Paint paint;
  private final StringBuilder out;

  TextHistory(Paint paint, StringBuilder out) {
    this.paint = paint;
    this.out = out;
  }

  void append(HistoryReport report) {
    line(paint.bold(Plain.of(report.tenant())) + "      record " + Plain.of(report.record()));
    line("");
    for (HistoryReport.Entry entry : report.entries()) {
      switch (entry) {
        case HistoryReport.Unreadable unreadable ->
            line(paint.red("unreadable") + "  " + Plain.of(HistoryPhrases.unreadable(unreadable)));
        case HistoryReport.Run run -> run(run);
      }
    }
    if (!report.entries().isEmpty()) {
      line("");
    }
    if (!report.granted().isEmpty()) {
      line("Git's own now");
      report
          .granted()
          .forEach(holding ->
              line("  = " + Plain.of(HistoryPhrases.grant(holding.grant(), holding.name()))));
      line("");
    }
    line(paint.bold(Plain.of(HistoryPhrases.headline(report))));
    line(HistoryPhrases.ASIDE);
  }

  private void run(HistoryReport.Run run) {
    String state = "%-7s".formatted(run.when().word());
    line(
        "%s  %s  %s"
            .formatted(
                run.when().begun().truncatedTo(ChronoUnit.SECONDS),
                run.when().state().equals("done") ? paint.green(state) : paint.yellow(state),
                Plain.of(HistoryPhrases.who(run.who()) + "   run " + run.id())));
    HistoryPhrases.remarks(run).forEach(remark -> line("    " + Plain.of(remark)));
    for (HistoryPhrases.StepLine step : HistoryPhrases.steps(run)) {
      line("  %-9s %s".formatted(step.outcome(), Plain.of(step.text())));
    }
    for (HistoryReport.Event event : run.events()) {
      line("  " + Plain.of(HistoryPhrases.event(event)));
    }
    String counts = HistoryPhrases.counts(run);
    if (run.events().isEmpty() && run.steps().isEmpty() && !counts.isEmpty()) {
      line("    " + counts);
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
