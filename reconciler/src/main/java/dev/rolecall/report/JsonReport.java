package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.diff.Withheld;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports for machines; {@code schema/*-report.schema.json} describe them. Nothing is folded. */
final class JsonReport {
  private static final int VERSION = 1;
  private static final Set<RuleId> STALE =
      EnumSet.of(RuleId.SUPERSEDED, RuleId.ROLLED_BACK, RuleId.GOES_BACK, RuleId.STALE_PLAN);

  private final JsonText json;

  private JsonReport(JsonText json) {
    this.json = json;
  }

  static String render(Report report) {
    return JsonText.write(json -> new JsonReport(json).write(report));
  }

  private void write(Report report) {
    switch (report) {
      case Report.Problems r -> problems(r);
      case Report.Planned r -> planned(r);
      case Report.Applied r -> applied(r);
      case Report.Drifted r -> drifted(r);
      case Report.Told r -> told(r.history());
      case Report.Failed r -> failed(r);
    }
  }

  private void problems(Report.Problems report) {
    start("rolecall-problems");
    json.put("checked", report.checked());
    json.put("valid", !Problem.anyError(report.problems()));
    findings("problems", report.problems());
  }

  private void planned(Report.Planned report) {
    Plan plan = report.plan();
    start("rolecall-plan-report");
    header(report.header());
    json.put("digest", report.digest());
    if (plan.goodUntil() != null) {
      json.put("good-until", plan.goodUntil().toString());
    }
    json.put(
        "verdict",
        switch (plan.verdict()) {
          case Verdict.Clear _ -> "clear";
          case Verdict.Blocked _ -> "blocked";
        });
    summary(plan.steps().stream().map(Step::change).toList());
    json.put("changes-nothing", plan.changesNothing());
    json.list("steps", plan.steps(), step -> json.object(() -> json.plan().step(step)));
    json.list(
        "declared", plan.notices().declared(), declared -> json.object(() -> declared(declared)));
    withheld(plan.notices().withheld());
    adopts(plan.notices());
    json.list(
        "strong-roles",
        plan.notices().strong(),
        role -> json.object(() -> json.put("role", role.value())));
    findings("findings", plan.findings());
    findings("older-findings", plan.notices().older());
  }

  private void applied(Report.Applied report) {
    start("rolecall-apply-report");
    header(report.header());
    json.put("digest", report.digest());
    switch (report.result()) {
      case ApplyResult.Stale stale -> {
        json.put("result", "stale");
        json.put("stale", "tenant-moved");
        json.list("moved", stale.moved(), key -> json.object(() -> json.plan().basisKey(key)));
      }
      case ApplyResult.Ran ran -> {
        List<Problem> alone =
            report.plan().findings().stream()
                .filter(finding -> finding.rule() == RuleId.RETIRED_SLUG)
                .toList();
        boolean complete = ran.complete() && alone.isEmpty() && report.unrecorded() == null;
        json.put("result", complete ? "complete" : "incomplete");
        if (report.unrecorded() != null) {
          json.put("unrecorded", report.unrecorded());
        }
        Totals totals = Totals.of(ran.outcomes());
        json.object(
            "totals",
            () -> {
              json.put("done", totals.done());
              json.put("failed", totals.failed());
              json.put("skipped", totals.skipped());
            });
        json.list("steps", ran.outcomes(), outcome -> json.object(() -> outcome(outcome)));
        findings("left-alone", alone);
        withheld(report.plan().notices().withheld());
        adopts(report.plan().notices());
        json.list(
            "left-out",
            report.plan().notices().leftOut(),
            step -> json.object(() -> json.plan().step(step)));
      }
    }
  }

  private void drifted(Report.Drifted report) {
    start("rolecall-drift-report");
    header(report.header());
    json.put("drift", report.drift().found());
    changes("drifted", report.drift().drifted());
    withheld(report.drift().withheld());
    notInGit(report.drift());
    changes("undoing", report.drift().undoing());
    changes("waiting", report.drift().waiting());
    json.list(
        "declared",
        report.drift().declared(),
        change -> json.object(() -> json.notices().declared(change)));
    findings("findings", report.drift().findings());
  }

  private void told(HistoryReport history) {
    start("rolecall-history");
    json.put("tenant", history.tenant());
    json.put("record", history.record());
    if (history.about() != null) {
      json.put("about", history.about());
    }
    new JsonHistory(json).append(history);
  }

  private void failed(Report.Failed report) {
    start("rolecall-failure");
    json.put("command", report.command());
    json.put("exit", report.exit());
    stale(report).ifPresent(why -> json.put("stale", why));
    findings("problems", report.problems());
  }

  /** Which way a commit or a saved plan is stale: {@code superseded}, {@code goes-back}. */
  private static Optional<String> stale(Report.Failed report) {
    return report.problems().stream()
        .map(Problem::rule)
        .filter(STALE::contains)
        .map(RuleId::id)
        .findFirst();
  }

  private void declared(Notices.Declared declared) {
    json.put("portion", declared.portion().word());
    json.notices().declared(declared.change());
  }

  private void withheld(List<Withheld> withheld) {
    json.list("withheld", withheld, one -> json.object(() -> json.notices().withheld(one)));
  }

  private void adopts(Notices notices) {
    json.list("adopts", notices.adopted(), one -> json.object(() -> json.notices().adopted(one)));
  }

  private void notInGit(DriftReport drift) {
    json.put("coverage", drift.coversAll() ? "all" : "declared");
    json.object(
        "not-in-git",
        () -> {
          json.list("roles", drift.notInGit().roles(), role -> json.object(() -> holders(role)));
          json.list(
              "holders", drift.notInGit().holders(), role -> json.object(() -> holders(role)));
          json.list("capabilities", drift.notInGit().capabilities(), json.notices()::capability);
        });
  }

  private void holders(NotInGit.RoleHolders role) {
    json.put("role", role.role().value());
    json.put("system", role.system());
    json.list("holders", role.subjects(), json.notices()::subject);
  }

  private void start(String format) {
    json.put("format", format);
    json.put("version", VERSION);
  }

  private void header(Header header) {
    json.put("tenant", header.tenant());
    json.put("provider", header.provider());
    json.put("url", header.url());
    json.put("commit", header.commit());
    json.put("applied", header.applied());
    if (header.tokenLifetime() != null) {
      json.put("token-lifetime-seconds", header.tokenLifetime().toSeconds());
    }
  }

  private void summary(Collection<Change> changes) {
    Summary summary = Summary.ofAll(changes);
    json.object(
        "summary",
        () -> {
          json.put("capabilities-created", summary.capabilities().created());
          json.put("capabilities-edited", summary.capabilities().edited());
          json.put("capabilities-removed", summary.capabilities().removed());
          json.put("roles-created", summary.roles().created());
          json.put("roles-changed", summary.roles().changed());
          json.put("roles-retired", summary.roles().retired());
          json.put("assignments-added", summary.assignments().added());
          json.put("assignments-removed", summary.assignments().removed());
          json.put("drift-undone", summary.driftUndone());
        });
  }

  private void outcome(StepOutcome outcome) {
    json.plan().step(outcome.step());
    switch (outcome.outcome()) {
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

  private void changes(String name, List<Change> changes) {
    json.list(name, changes, change -> json.object(() -> json.plan().change(change)));
  }

  private void findings(String name, List<Problem> problems) {
    json.list(
        name,
        problems,
        problem ->
            json.object(() -> {
              json.put("severity", problem.severity().word());
              json.put("rule", problem.rule().id());
              json.put("message", problem.message());
              json.put("advice", problem.remedy());
              json.at(problem.at());
            }));
  }
}
