package dev.rolecall.report;

import dev.rolecall.report.Block.Sentence;
import dev.rolecall.report.Span.Code;

/** What the record tells, as a document. */
final class HistoryDocument {
  private HistoryDocument() {}

  static Document of(HistoryReport history) {
    var document =
        new Document.Builder()
            .add(
                Part.TITLE,
                new Block.RecordTitle(
                    "history", new Code(history.tenant()), new Code(history.record())))
            .add(
                Part.OUTCOMES,
                new Block.Runs(new MappedList<>(history.entries(), HistoryDocument::entry)));
    if (!history.granted().isEmpty()) {
      document.add(
          Part.OUTCOMES,
          new Block.Items(
              "Git's own now",
              "= ",
              new MappedList<>(
                  history.granted(),
                  holding -> HistoryPhrases.grant(holding.grant(), holding.name()))));
    }
    return document
        .add(Part.RESULT, Sentence.of(Tone.RESULT, HistoryPhrases.headline(history)))
        .add(Part.RESULT, Sentence.of(Tone.PLAIN, HistoryPhrases.NOT_BY_HAND))
        .build();
  }

  private static RunEntry entry(HistoryReport.Entry entry) {
    return switch (entry) {
      case HistoryReport.Unreadable unreadable ->
          new RunEntry.Unreadable(new Code(HistoryPhrases.unreadable(unreadable)));
      case HistoryRun run ->
          new RunEntry.Run(
              run.when(),
              new Code(HistoryPhrases.who(run.who())),
              new Code(run.id()),
              RunCounts.of(run),
              new RunEntry.Details(
                  RunRemarks.of(run),
                  HistoryPhrases.steps(run),
                  new MappedList<>(run.events(), HistoryPhrases::event)));
    };
  }
}
