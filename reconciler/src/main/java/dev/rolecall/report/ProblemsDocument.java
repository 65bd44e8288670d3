package dev.rolecall.report;

import dev.rolecall.policy.Verdict;
import dev.rolecall.report.Block.Sentence;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.List;

/** What is wrong with files, or why a command has no result, as a document. */
final class ProblemsDocument {
  private ProblemsDocument() {}

  static Document of(Report.Problems report) {
    var document =
        new Document.Builder()
            .add(Part.TITLE, new Block.CommandTitle("validate"))
            .add(Part.FINDINGS, new Block.Findings(report.problems()));
    for (GuardedTenant tenant : report.guarded()) {
      SharedBlocks.guards(document, tenant);
      SharedBlocks.verdict(document, Verdict.of(List.of(), tenant.objections()));
    }
    String word = report.valid() ? "Valid" : "Not valid";
    return document
        .add(Part.RESULT, new Sentence(Tone.RESULT, Phrase.words(word), checked(report)))
        .build();
  }

  /** {@code : 12 documents in 9 files; 1 error.} */
  private static Phrase checked(Report.Problems report) {
    String counts = Phrases.counts(report.problems());
    return Phrase.of(
        new Words(": "),
        new Code(report.checked()),
        new Words(counts.isEmpty() ? "." : "; " + counts + "."));
  }

  static Document of(Report.Failed report) {
    return new Document.Builder()
        .add(Part.TITLE, new Block.FailureTitle(report.command(), report.exit()))
        .add(Part.FINDINGS, new Block.Findings(report.problems()))
        .build();
  }
}
