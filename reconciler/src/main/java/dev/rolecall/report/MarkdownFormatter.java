package dev.rolecall.report;

import dev.rolecall.report.Block.Sentence;

/**
 * A document for a review comment or a job summary. Folded until it fits: GitHub takes 65,536
 * characters in a comment, and other text may have to stand beside the report.
 */
final class MarkdownFormatter {
  private static final int LONGEST = 60_000;

  private final MarkdownWriter out;

  private MarkdownFormatter(Truncation truncation) {
    out = new MarkdownWriter(truncation);
  }

  static String format(Document document) {
    for (Truncation truncation : Truncation.TIGHTER) {
      var formatter = new MarkdownFormatter(truncation);
      document.blocks(MarkdownWriter.ORDER).forEach(formatter::write);
      if (formatter.out.length() <= LONGEST || truncation.equals(Truncation.tightest())) {
        return formatter.out.text();
      }
    }
    throw new IllegalStateException("the tightest truncation is always taken");
  }

  private void write(Block block) {
    switch (block) {
      case Block.Title title -> title(title);
      case Sentence sentence -> sentence(sentence);
      case Block.PlanResult result ->
          out.paragraph(
              "%s Digest %s."
                  .formatted(strong(out.text(result.summary())), out.code(result.digest())));
      case Block.Items items -> items(items);
      case Block.Findings findings -> new MarkdownFindings(out).write(findings.problems());
      case Block.Guards guards -> new MarkdownGuards(out).write(guards);
      case Block.Changes changes -> new MarkdownChanges(out).write(changes.sections());
      case Block.Outcomes outcomes -> new MarkdownOutcomes(out).write(outcomes.lines());
      case Block.Runs runs -> new MarkdownRuns(out).write(runs.entries());
    }
  }

  private void title(Block.Title title) {
    String heading = "### rolecall " + title.command();
    switch (title) {
      case Block.CommandTitle _ -> out.paragraph(heading);
      case Block.FailureTitle failure -> {
        out.paragraph(heading);
        out.paragraph(
            strong("It ended with %d, before there was a result.".formatted(failure.exit())));
      }
      case Block.RunTitle run -> {
        out.paragraph(heading + ": " + out.code(run.tenant()));
        out.paragraph(
            "%s %s, %s, %s"
                .formatted(
                    out.code(run.provider()),
                    out.code(run.url()),
                    out.code(run.commit()),
                    out.code(run.applied())));
      }
      case Block.RecordTitle record -> {
        out.paragraph(heading + ": " + out.code(record.tenant()));
        out.paragraph("Record " + out.code(record.record()));
      }
    }
  }

  private void sentence(Sentence sentence) {
    String lead = out.text(sentence.lead());
    String rest = out.text(sentence.rest());
    out.paragraph(
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
      out.paragraph(items.caption() + (items.items().isEmpty() ? "." : ":"));
    }
    out.list(new MappedList<>(items.items(), out::text));
  }
}
