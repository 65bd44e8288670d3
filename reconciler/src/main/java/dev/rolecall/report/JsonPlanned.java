package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.codec.PlanWriter;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import java.util.Collection;

/** What would be done, for machines. */
final class JsonPlanned {
  private final JsonText json;
  private final JsonParts parts;

  JsonPlanned(JsonText json, JsonParts parts) {
    this.json = json;
    this.parts = parts;
  }

  void write(Report.Planned report) {
    Plan plan = report.plan();
    parts.format("rolecall-plan-report");
    parts.header(report.header());
    if (report.at() != null) {
      json.put("at", report.at().toString());
    }
    json.put("digest", report.digest());
    if (plan.goodUntil() != null) {
      json.put("good-until", plan.goodUntil().toString());
    }
    json.put("verdict", PlanWriter.word(plan.verdict()));
    summary(new MappedList<>(plan.steps(), Step::change));
    json.put("changes-nothing", plan.changesNothing());
    parts.steps("steps", plan.steps());
    json.list(
        "revocations",
        plan.revocations().people(),
        one -> json.object(() -> json.revocations().write(one)));
    json.put("revocations-spared", plan.revocations().spared());
    json.list(
        "declared", plan.notices().declared(), declared -> json.object(() -> declared(declared)));
    parts.withheld(plan.notices().withheld());
    parts.adopts(plan.notices());
    json.expiring(plan.notices().expiring());
    parts.due(plan.notices().due(), report.header().now());
    json.list(
        "strong-roles",
        plan.notices().strong(),
        role -> json.object(() -> json.put("role", role.value())));
    parts.findings("findings", plan.findings());
    parts.findings("older-findings", plan.notices().older());
    json.list("guards", plan.objections(), one -> json.object(() -> json.objections().write(one)));
    new JsonReviews(json).write(report.header().reviews());
    Impact impact = plan.impact();
    if (impact != null) {
      json.object("impact", () -> json.impact().write(impact));
    }
  }

  private void declared(Notices.Declared declared) {
    json.put("portion", declared.portion().word());
    json.notices().declared(declared.change());
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
          if (summary.roles().drained() > 0) {
            json.put("roles-drained", summary.roles().drained());
          }
          json.put("roles-retired", summary.roles().retired());
          json.put("assignments-added", summary.assignments().added());
          json.put("assignments-removed", summary.assignments().removed());
          json.put("drift-undone", summary.driftUndone());
        });
  }
}
