package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reports for machines; {@code schema/*-report.schema.json} describe them. Maps the results
 * themselves, not the document for people. Nothing is folded.
 */
final class JsonReport {
  private static final Set<RuleId> STALE =
      EnumSet.of(RuleId.SUPERSEDED, RuleId.ROLLED_BACK, RuleId.GOES_BACK, RuleId.STALE_PLAN);

  private final JsonText json;
  private final JsonParts parts;

  private JsonReport(JsonText json) {
    this.json = json;
    parts = new JsonParts(json);
  }

  static String render(Report report) {
    return JsonText.write(json -> new JsonReport(json).write(report));
  }

  private void write(Report report) {
    switch (report) {
      case Report.Problems r -> problems(r);
      case Report.Planned r -> new JsonPlanned(json, parts).write(r);
      case Report.Applied r -> new JsonApplied(json, parts).write(r);
      case Report.Drifted r -> new JsonDrifted(json, parts).write(r);
      case Report.Told r -> told(r.history());
      case Report.Failed r -> failed(r);
    }
  }

  private void problems(Report.Problems report) {
    parts.format("rolecall-problems");
    json.put("checked", report.checked());
    json.put("valid", report.valid());
    parts.findings("problems", report.problems());
    json.list(
        "guards",
        report.guarded(),
        tenant ->
            json.object(() -> {
              json.put("tenant", tenant.tenant());
              json.list(
                  "objections",
                  tenant.objections(),
                  one -> json.object(() -> json.objections().write(one)));
              new JsonReviews(json).write(tenant.reviews());
            }));
  }

  private void told(HistoryReport history) {
    parts.format("rolecall-history");
    json.put("tenant", history.tenant());
    json.put("record", history.record());
    if (history.about() != null) {
      json.put("about", history.about());
    }
    new JsonHistory(json).append(history);
  }

  private void failed(Report.Failed report) {
    parts.format("rolecall-failure");
    json.put("command", report.command());
    json.put("exit", report.exit());
    stale(report).ifPresent(why -> json.put("stale", why));
    parts.findings("problems", report.problems());
  }

  /** Which way a commit or a saved plan is stale: {@code superseded}, {@code goes-back}. */
  private static Optional<String> stale(Report.Failed report) {
    return report.problems().stream()
        .map(Problem::rule)
        .filter(STALE::contains)
        .map(RuleId::id)
        .findFirst();
  }
}
