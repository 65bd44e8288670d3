package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Change;
import dev.rolecall.problem.RuleId;
import dev.rolecall.report.Block.Sentence;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What was done, as a document. */
final class AppliedDocument {
  /** What stands beside the outcomes of a run: it is so now, or still. */
  private static final Set<RuleId> TOLD_AFTERWARDS =
      EnumSet.of(
          RuleId.SESSIONS_STAY, RuleId.ADOPTS, RuleId.RETIRED_SLUG, RuleId.RETIRED_CAPABILITY);

  private AppliedDocument() {}

  static Document of(Report.Applied report) {
    var document = new Document.Builder();
    SharedBlocks.title(document, "apply", report.header());
    switch (report.result()) {
      case ApplyResult.Stale stale -> stale(document, stale);
      case ApplyResult.Ran ran -> ran(document, ran, report);
    }
    return document.build();
  }

  private static void stale(Document.Builder document, ApplyResult.Stale stale) {
    document
        .add(Part.RESULT, Sentence.of(Tone.ALARM, ApplyPhrases.STALE))
        .add(
            Part.RESULT,
            new Block.Items(
                "", "", new MappedList<>(stale.moved(), key -> Phrase.code(Clauses.of(key)))))
        .add(Part.RESULT, Sentence.of(Tone.PLAIN, ApplyPhrases.NEW_PLAN));
  }

  private static void ran(Document.Builder document, ApplyResult.Ran ran, Report.Applied report) {
    SharedBlocks.keptExpired(document, report.plan().notices().withheld());
    document
        .add(Part.OUTCOMES, new Block.Outcomes(OutcomeLine.of(ran.outcomes())))
        .add(Part.OUTCOMES, new Block.Items("", "", SessionPhrases.outcomes(ran.sessions())))
        .add(
            Part.FINDINGS,
            new Block.Findings(
                report.plan().findings().stream()
                    .filter(finding -> TOLD_AFTERWARDS.contains(finding.rule()))
                    .toList()))
        .add(Part.RESULT, Sentence.of(Tone.RESULT, ApplyPhrases.result(ran, report.plan())));
    if (report.unrecorded() != null) {
      document.add(Part.RESULT, Sentence.of(Tone.ALARM, Phrase.code(report.unrecorded())));
    }
    SharedBlocks.guards(document, report.guarded());
    SharedBlocks.tokens(
        document,
        done(ran.outcomes()),
        report.header(),
        ran.lastLoss(),
        ran.sessions().stream().anyMatch(SessionOutcome::isDone));
    if (!ran.complete()) {
      document.add(Part.NEXT, Sentence.of(Tone.PLAIN, ApplyPhrases.GO_ON));
    }
  }

  /** What of a run is in effect. */
  private static List<Change> done(Collection<StepOutcome> outcomes) {
    return outcomes.stream()
        .filter(step -> step.outcome() instanceof Outcome.Done)
        .map(step -> step.step().change())
        .toList();
  }
}
