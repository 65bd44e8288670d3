package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.List;

/** What is said of a run. */
final class ApplyPhrases {
  static final Phrase STALE =
      Phrase.words(
          "The plan is stale: since it was made, what it rests on has moved. Nothing was written.");
  static final Phrase NEW_PLAN =
      Phrase.of(
          new Words("Make a new plan and have it reviewed: "),
          new Code("rolecall plan --out FILE"));
  static final Phrase GO_ON =
      Phrase.of(
          new Words("What is done stays done. "),
          new Code("rolecall plan"),
          new Words(" shows what is left; "),
          new Code("rolecall apply"),
          new Words(" goes on from there."));

  private ApplyPhrases() {}

  /** {@code Applied: 12 steps done, 1 failed.}, and what was not part of it. */
  static String result(ApplyResult.Ran ran, Plan plan) {
    Notices notices = plan.notices();
    var sentences = new ArrayList<>(List.of(applied(Totals.of(ran.outcomes()))));
    SessionPhrases.result(ran.sessions()).ifPresent(sentences::add);
    Phrases.leftAlone(plan.findings()).ifPresent(sentences::add);
    Phrases.withheld(notices.withheld()).ifPresent(sentences::add);
    Phrases.adopted(notices).ifPresent(sentences::add);
    Phrases.leftOut(notices.leftOut().size()).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private static String applied(Totals totals) {
    var text = new StringBuilder("Applied: " + Counted.of(totals.done(), "step") + " done");
    if (totals.failed() > 0) {
      text.append(", ").append(Counted.number(totals.failed())).append(" failed");
    }
    if (totals.skipped() > 0) {
      text.append(", ").append(Counted.number(totals.skipped())).append(" skipped");
    }
    return text.append('.').toString();
  }
}
