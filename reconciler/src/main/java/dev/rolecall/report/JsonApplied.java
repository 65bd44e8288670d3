package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.plan.Notices;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done, for machines. */
final class JsonApplied {
  private final JsonText json;
  private final JsonParts parts;

  JsonApplied(JsonText json, JsonParts parts) {
    this.json = json;
    this.parts = parts;
  }

  void write(Report.Applied report) {
    parts.format("rolecall-apply-report");
    parts.header(report.header());
    json.put("digest", report.digest());
    switch (report.result()) {
      case ApplyResult.Stale stale -> {
        json.put("result", "stale");
        json.put("stale", "tenant-moved");
        json.list("moved", stale.moved(), key -> json.object(() -> json.plan().basisKey(key)));
      }
      case ApplyResult.Ran ran -> ran(ran, report);
    }
  }

  private void ran(ApplyResult.Ran ran, Report.Applied report) {
    Notices notices = report.plan().notices();
    List<Problem> alone = findings(report, RuleId.RETIRED_SLUG);
    boolean complete = ran.complete() && alone.isEmpty() && report.unrecorded() == null;
    json.put("result", complete ? "complete" : "incomplete");
    if (report.unrecorded() != null) {
      json.put("unrecorded", report.unrecorded());
    }
    totals(Totals.of(ran.outcomes()));
    json.list("steps", ran.outcomes(), outcome -> json.object(() -> outcome(outcome)));
    json.list("revocations", ran.sessions(), one -> json.object(() -> session(one)));
    json.put("revocations-spared", report.plan().revocations().spared());
    @Nullable Duration lifetime = report.header().tokenLifetime();
    if (ran.lastLoss() != null && lifetime != null) {
      json.put("losses-live-until", ran.lastLoss().plus(lifetime).toString());
    }
    parts.findings("left-alone", alone);
    List<Problem> notUndone = findings(report, RuleId.NOT_UNDONE);
    if (!notUndone.isEmpty()) {
      parts.findings("not-undone", notUndone);
    }
    parts.withheld(notices.withheld());
    parts.adopts(notices);
    parts.steps("left-out", notices.leftOut());
    json.list(
        "guards",
        report.plan().objections(),
        one -> json.object(() -> json.objections().write(one)));
    new JsonReviews(json).write(report.header().reviews());
    Impact impact = report.plan().impact();
    if (impact != null) {
      json.object("impact", () -> json.impact().write(impact));
    }
  }

  private static List<Problem> findings(Report.Applied report, RuleId rule) {
    return report.plan().findings().stream().filter(one -> one.rule() == rule).toList();
  }

  private void totals(Totals totals) {
    json.object(
        "totals",
        () -> {
          json.put("done", totals.done());
          json.put("failed", totals.failed());
          json.put("skipped", totals.skipped());
        });
  }

  private void session(SessionOutcome session) {
    json.revocations().write(session.revocation());
    outcome(session.outcome());
  }

  private void outcome(StepOutcome outcome) {
    json.plan().step(outcome.step());
    outcome(outcome.outcome());
  }

  private void outcome(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> json.put("outcome", "done");
      case Outcome.Failed failed -> {
        json.put("outcome", "failed");
        json.put("message", failed.message());
      }
      case Outcome.Unknown unknown -> {
        json.put("outcome", "unknown");
        json.put("message", unknown.message());
      }
      case Outcome.NotTried notTried -> {
        json.put("outcome", "not-tried");
        json.put("message", notTried.why());
      }
      case Outcome.Skipped skipped -> {
        json.put("outcome", "skipped");
        json.put("needed", skipped.needs());
      }
    }
  }
}
