package dev.rolecall.report;

import java.util.List;

/** Runs, a paragraph each, and lists of what is out of the ordinary and of what they did. */
final class MarkdownRuns {
  private final MarkdownWriter out;

  MarkdownRuns(MarkdownWriter out) {
    this.out = out;
  }

  void write(List<RunEntry> entries) {
    int most = out.truncation().groups();
    entries.stream().limit(most).forEach(this::entry);
    if (entries.size() > most) {
      out.paragraph(out.more(entries.size() - most));
    }
  }

  private void entry(RunEntry entry) {
    switch (entry) {
      case RunEntry.Unreadable unreadable ->
          out.paragraph("**unreadable** " + out.code(unreadable.commitAndReason()));
      case RunEntry.Run run -> run(run);
    }
  }

  private void run(RunEntry.Run run) {
    out.paragraph(
        "**%s** %s %s, run %s%s"
            .formatted(
                run.when().word(),
                run.when().begun(),
                out.code(run.who()),
                out.code(run.id()),
                run.counts().isEmpty() ? "" : ": " + run.counts()));
    RunEntry.Details details = run.details();
    list(new MappedList<>(details.remarks(), out::text));
    list(new MappedList<>(details.steps(), step -> step.outcome() + " " + out.text(step.phrase())));
    list(new MappedList<>(details.events(), out::text));
  }

  private void list(List<String> items) {
    out.list(items, out.truncation().lines());
  }
}
