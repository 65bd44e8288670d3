package dev.rolecall.report;

import dev.rolecall.report.Block.Sentence;

/**
 * A document for a review comment or a job summary. Folded until it fits: GitHub takes 65,536
 * characters in a comment, and other text may have to stand beside the report.
 */
final class MarkdownFormatter {
  private static final int LONGEST = 60_000;

  private final MarkdownPage page;

  private MarkdownFormatter(Fold fold) {
    page = new MarkdownPage(fold);
  }

  static String format(Document document) {
    for (Fold fold : Fold.TIGHTER) {
      var formatter = new MarkdownFormatter(fold);
      document.blocks(MarkdownPage.READING).forEach(formatter::write);
      if (formatter.page.length() <= LONGEST || fold.equals(Fold.tightest())) {
        return formatter.page.text();
      }
    }
    throw new IllegalStateException("the tightest fold is always taken");
  }

  private void write(Block block) {
    switch (block) {
      case Block.Title title -> title(title);
      case Sentence sentence -> sentence(sentence);
      case Block.PlanResult result ->
          page.paragraph(
              "%s Digest %s."
                  .formatted(strong(page.text(result.summary())), page.code(result.digest())));
      case Block.Items items -> items(items);
      case Block.Findings findings -> new MarkdownFindings(page).write(findings.problems());
      case Block.Changes changes -> new MarkdownChanges(page).write(changes.sections());
      case Block.Outcomes outcomes -> new MarkdownOutcomes(page).write(outcomes.lines());
      case Block.Runs runs -> new MarkdownRuns(page).write(runs.entries());
    }
  }

  private void title(Block.Title title) {
    String heading = "### rolecall " + title.command();
    switch (title) {
      case Block.CommandTitle _ -> page.paragraph(heading);
      case Block.FailureTitle failure -> {
        page.paragraph(heading);
        page.paragraph(
            strong("It ended with %d, before there was a result.".formatted(failure.exit())));
      }
      case Block.RunTitle run -> {
        page.paragraph(heading + ": " + page.code(run.tenant()));
        page.paragraph(
            "%s %s, %s, %s"
                .formatted(
                    page.code(run.provider()),
                    page.code(run.url()),
                    page.code(run.commit()),
                    page.code(run.applied())));
      }
      case Block.RecordTitle record -> {
        page.paragraph(heading + ": " + page.code(record.tenant()));
        page.paragraph("Record " + page.code(record.record()));
      }
    }
  }

  private void sentence(Sentence sentence) {
    String lead = page.text(sentence.lead());
    String rest = page.text(sentence.rest());
    page.paragraph(
        switch (sentence.tone()) {
          case RESULT, ALARM, ATTENTION -> strong(lead) + rest;
          case PLAIN, ASIDE -> lead + rest;
        });
  }

  private static String strong(String text) {
    return "**" + text + "**";
  }

  private void items(Block.Items items) {
    if (!items.caption().isEmpty()) {
      page.paragraph(items.caption() + ":");
    }
    page.list(new MappedList<>(items.items(), page::text));
  }
}
