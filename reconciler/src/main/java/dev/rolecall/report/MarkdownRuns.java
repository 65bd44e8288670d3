package dev.rolecall.report;

import java.util.List;

/** Runs, a paragraph each, and lists of what is out of the ordinary and of what they did. */
final class MarkdownRuns {
  private final MarkdownPage page;

  MarkdownRuns(MarkdownPage page) {
    this.page = page;
  }

  void write(List<RunEntry> entries) {
    int most = page.fold().groups();
    entries.stream().limit(most).forEach(this::entry);
    if (entries.size() > most) {
      page.paragraph(page.more(entries.size() - most));
    }
  }

  private void entry(RunEntry entry) {
    switch (entry) {
      case RunEntry.Unreadable unreadable ->
          page.paragraph("**unreadable** " + page.code(unreadable.commitAndReason()));
      case RunEntry.Told run -> run(run);
    }
  }

  private void run(RunEntry.Told run) {
    page.paragraph(
        "**%s** %s %s, run %s%s"
            .formatted(
                run.when().word(),
                run.when().begun(),
                page.code(run.who()),
                page.code(run.id()),
                run.counts().isEmpty() ? "" : ": " + run.counts()));
    RunEntry.Details details = run.details();
    list(new MappedList<>(details.remarks(), page::text));
    list(
        new MappedList<>(details.steps(), step -> step.outcome() + " " + page.text(step.phrase())));
    list(new MappedList<>(details.events(), page::text));
  }

  private void list(List<String> items) {
    page.list(items, page.fold().lines());
  }
}
