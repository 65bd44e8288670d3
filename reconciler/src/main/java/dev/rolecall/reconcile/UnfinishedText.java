package dev.rolecall.reconcile;

import dev.rolecall.diff.ChangeText;
import dev.rolecall.model.Days;
import dev.rolecall.plan.Step;
import dev.rolecall.report.TenantNotes;

/** What a run that did not end has done, in a sentence, and what of it is left. */
final class UnfinishedText {
  private static final int NAMED = 3;

  private UnfinishedText() {}

  static String of(TenantNotes.Unfinished run) {
    var text =
        new StringBuilder(
            "Run %s of %s by %s wrote %d of %d step%s and %s."
                .formatted(
                    TenantStanding.shortId(run.run()),
                    Days.second(run.begun()),
                    run.actor(),
                    run.written(),
                    run.steps(),
                    run.steps() == 1 ? "" : "s",
                    run.lease() == null
                        ? "ended unseen"
                        : "may still be writing, until " + Days.second(run.lease())));
    int open = run.steps() - run.written();
    int remain = run.remaining().size();
    if (open > 0) {
      text.append(
          " Of the other %d, %d remain%s here".formatted(open, remain, remain == 1 ? "s" : ""));
      if (remain > 0) {
        text.append(": ")
            .append(ChangeText.clauses(run.remaining().stream().map(Step::change).toList(), NAMED));
      }
      text.append(
          open > remain ? "; nobody asks for %d of them any more.".formatted(open - remain) : ".");
    }
    return text.toString();
  }
}
