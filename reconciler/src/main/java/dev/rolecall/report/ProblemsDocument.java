package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.report.Block.Sentence;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;

/** What is wrong with files, or why a command has no result, as a document. */
final class ProblemsDocument {
  private ProblemsDocument() {}

  static Document of(Report.Problems report) {
    boolean valid = !Problem.anyError(report.problems());
    return new Document.Builder()
        .add(Part.TITLE, new Block.CommandTitle("validate"))
        .add(Part.FINDINGS, new Block.Findings(report.problems()))
        .add(
            Part.RESULT,
            new Sentence(Tone.RESULT, Phrase.words(valid ? "Valid" : "Not valid"), checked(report)))
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
