package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Objection;
import dev.rolecall.report.Block.Sentence;
import java.util.List;

/** What would be done, as a document. */
final class PlannedDocument {
  private static final int DIGEST = 8;

  private PlannedDocument() {}

  static Document of(Report.Planned report) {
    Plan plan = report.plan();
    var document = new Document.Builder();
    SharedBlocks.title(document, "plan", report.header());
    if (report.at() != null) {
      document.add(Part.FIRST, Sentence.of(Tone.ATTENTION, PlanPhrases.at(report.at())));
    }
    SharedBlocks.findings(document, plan.findings());
    document.add(Part.CHANGES, new Block.Changes(PlanSections.of(plan)));
    Impact impact = plan.impact();
    if (impact != null && !plan.isEmpty()) {
      SharedBlocks.people(document, impact, "");
    }
    SharedBlocks.sessions(document, plan.revocations());
    SharedBlocks.keptExpired(document, plan.notices().withheld());
    SharedBlocks.due(document, plan.notices().due(), report.header());
    if (plan.isEmpty()) {
      document.add(Part.RESULT, Sentence.of(Tone.RESULT, PlanPhrases.noChanges(plan)));
      SharedBlocks.tokens(document, List.of(), report.header(), null, logsOut(plan));
    } else {
      steps(document, report);
    }
    PlanPhrases.older(plan.notices().older())
        .ifPresent(older -> document.add(Part.OLDER, Sentence.of(Tone.ASIDE, older)));
    PlanPhrases.beside(plan)
        .forEach(beside -> document.add(Part.BESIDE, Sentence.of(Tone.ATTENTION, beside)));
    SharedBlocks.guards(document, report.guarded());
    SharedBlocks.verdict(document, plan.verdict());
    return document.build();
  }

  private static void steps(Document.Builder document, Report.Planned report) {
    Plan plan = report.plan();
    List<Change> changes = new MappedList<>(plan.steps(), Step::change);
    String digest = report.digest();
    document.add(
        Part.RESULT,
        new Block.PlanResult(
            Phrase.words("Plan: " + Summary.of(changes).sentence() + loggedOut(plan) + "."),
            digest.substring(0, Math.min(DIGEST, digest.length()))));
    SharedBlocks.tokens(document, changes, report.header(), null, logsOut(plan));
    if (plan.goodUntil() != null) {
      document.add(
          Part.VALIDITY,
          Sentence.of(
              Tone.PLAIN,
              "Good until %s, when %s."
                  .formatted(
                      plan.goodUntil(),
                      endsWithApproval(plan)
                          ? "an approval that it needs ends"
                          : endsWithTombstone(plan)
                              ? "a tombstone drains or deletes a role"
                              : "a start or an expiry changes it")));
    }
  }

  private static boolean endsWithTombstone(Plan plan) {
    return plan.notices().due().stream().anyMatch(due -> due.at().equals(plan.goodUntil()));
  }

  private static boolean logsOut(Plan plan) {
    return !plan.revocations().people().isEmpty();
  }

  private static String loggedOut(Plan plan) {
    int people = plan.revocations().people().size();
    return people == 0 ? "" : "; " + SessionPhrases.areLoggedOut(people);
  }

  private static boolean endsWithApproval(Plan plan) {
    return plan.objections().stream()
        .map(Objection::liftedBy)
        .anyMatch(approval -> approval != null && approval.expires().equals(plan.goodUntil()));
  }
}
