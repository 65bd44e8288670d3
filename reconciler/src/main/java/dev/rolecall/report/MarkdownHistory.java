package dev.rolecall.report;

import java.util.List;

/** The record for a pull request or a summary of a job. */
final class MarkdownHistory {
  private final Fold fold;
  private final StringBuilder out;

  MarkdownHistory(Fold fold, StringBuilder out) {
    this.fold = fold;
    this.out = out;
  }

  void append(HistoryReport history) {
    paragraph("### rolecall history: " + code(history.tenant()));
    paragraph("Record " + code(history.record()));
    paragraph(code(HistoryPhrases.headline(history)) + " " + HistoryPhrases.ASIDE);
    for (HistoryReport.Entry entry : history.entries().stream().limit(fold.groups()).toList()) {
      switch (entry) {
        case HistoryReport.Unreadable unreadable ->
            paragraph("**unreadable** " + code(HistoryPhrases.unreadable(unreadable)));
        case HistoryReport.Run run -> run(run);
      }
    }
    if (history.entries().size() > fold.groups()) {
      int more = history.entries().size() - fold.groups();
      paragraph("and %s more; see `--report json=FILE`".formatted(Counted.number(more)));
    }
    if (!history.granted().isEmpty()) {
      paragraph("Git's own now:");
      new MarkdownList(fold, out)
          .append(
              history.granted().stream()
                  .map(holding -> code(HistoryPhrases.grant(holding.grant(), holding.name())))
                  .toList());
    }
  }

  private void run(HistoryReport.Run run) {
    String counts = HistoryPhrases.counts(run);
    paragraph(
        "**%s** %s %s, run %s%s"
            .formatted(
                run.when().word(),
                run.when().begun(),
                code(HistoryPhrases.who(run.who())),
                code(run.id()),
                counts.isEmpty() ? "" : ": " + counts));
    list(HistoryPhrases.remarks(run).stream().map(this::code).toList());
    list(
        HistoryPhrases.steps(run).stream()
            .map(step -> step.outcome() + " " + code(step.text()))
            .toList());
    list(run.events().stream().map(event -> code(HistoryPhrases.event(event))).toList());
  }

  private void list(List<String> items) {
    new MarkdownList(new Fold(fold.lines(), fold.lines(), fold.text(), fold.risky()), out)
        .append(items);
  }

  private String code(String text) {
    return Markdown.code(text, fold.text());
  }

  private void paragraph(String text) {
    out.append(text).append("\n\n");
  }
}
