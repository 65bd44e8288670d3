package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps by how they ended: failed first, done behind a click. */
final class MarkdownOutcomes {
  private final Fold fold;
  private final MarkdownList list;

  MarkdownOutcomes(Fold fold, StringBuilder out) {
    this.fold = fold;
    list = new MarkdownList(fold, out);
  }

  void append(List<StepOutcome> outcomes) {
    Map<String, Step> byId = new HashMap<>();
    outcomes.forEach(outcome -> byId.put(outcome.step().id(), outcome.step()));
    var done = new ArrayList<String>();
    var failed = new ArrayList<String>();
    var skipped = new ArrayList<String>();
    for (StepOutcome step : outcomes) {
      String what = Sentences.of(step.step().change());
      switch (step.outcome()) {
        case Outcome.Done _ -> done.add(code(what));
        case Outcome.Failed f -> failed.add("**failed** " + code(f.message()));
        case Outcome.Unknown u -> failed.add("**unknown** " + code(u.message()));
        case Outcome.NotTried n ->
            skipped.add("**not tried** %s: %s".formatted(code(what), code(n.why())));
        case Outcome.Skipped s ->
            skipped.add(
                "**skipped** %s, it needs %s"
                    .formatted(code(what), code(TextOutcomes.needed(byId, s.needs()))));
      }
    }
    list.append(failed);
    list.append(skipped);
    list.appendFolded(Counted.of(done.size(), "step") + " done", done);
  }

  private String code(String text) {
    return Markdown.code(text, fold.text());
  }
}
