package dev.rolecall.report;

import dev.rolecall.drift.DriftReport;
import dev.rolecall.report.Block.Sentence;

/** Where the tenant and git differ, as a document. */
final class DriftedDocument {
  private DriftedDocument() {}

  static Document of(Report.Drifted report) {
    DriftReport drift = report.drift();
    var document = new Document.Builder();
    SharedBlocks.title(document, "drift", report.header());
    SharedBlocks.findings(document, drift.findings());
    SharedBlocks.keptExpired(document, drift.withheld());
    SharedBlocks.due(document, drift.ahead(), report.header());
    document.add(Part.CHANGES, new Block.Changes(DriftSections.of(drift)));
    if (!drift.drifted().isEmpty()) {
      SharedBlocks.people(document, drift.impact(), ", if what drifted is put back");
    }
    if (!drift.owed().isEmpty()) {
      document.add(
          Part.PEOPLE,
          new Block.Items(
              SessionPhrases.owedCaption(drift.owed()),
              "",
              SessionPhrases.owedLines(drift.owed())));
    }
    document.add(Part.RESULT, Sentence.of(Tone.RESULT, DriftPhrases.result(drift)));
    if (!drift.drifted().isEmpty()) {
      document.add(Part.NEXT, Sentence.of(Tone.PLAIN, DriftPhrases.next(drift)));
    }
    if (!drift.owed().isEmpty()) {
      document.add(Part.NEXT, Sentence.of(Tone.PLAIN, DriftPhrases.nextOfSessions()));
    }
    if (drift.together().drifted() > 0) {
      document.add(Part.NEXT, Sentence.of(Tone.PLAIN, DriftPhrases.nextOfPairs()));
    }
    return document.build();
  }
}
