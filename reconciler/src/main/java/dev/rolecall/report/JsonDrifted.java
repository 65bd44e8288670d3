package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.model.OwedRevocation;
import java.util.List;

/** Where the tenant and git differ, for machines. */
final class JsonDrifted {
  private final JsonText json;
  private final JsonParts parts;

  JsonDrifted(JsonText json, JsonParts parts) {
    this.json = json;
    this.parts = parts;
  }

  void write(Report.Drifted report) {
    DriftReport drift = report.drift();
    parts.format("rolecall-drift-report");
    parts.header(report.header());
    json.put("drift", drift.found());
    changes("drifted", drift.drifted());
    json.object("impact", () -> json.impact().write(drift.impact()));
    parts.withheld(drift.withheld());
    json.object("separation-of-duties", () -> new JsonPairs(json).write(drift.together()));
    json.expiring(drift.expiring());
    json.put("coverage", drift.coversAll() ? "all" : "declared");
    json.object("not-in-git", () -> notInGit(drift.notInGit()));
    changes("undoing", drift.undoing());
    changes("waiting", drift.waiting());
    json.list(
        "declared", drift.declared(), change -> json.object(() -> json.notices().declared(change)));
    parts.due(drift.ahead(), report.header().now());
    json.list("revocations-owed", drift.owed(), one -> json.object(() -> owed(one)));
    parts.findings("findings", drift.findings());
  }

  private void changes(String name, List<Change> changes) {
    json.list(name, changes, change -> json.object(() -> json.plan().change(change)));
  }

  private void owed(OwedRevocation owed) {
    json.put("id", owed.account().id());
    json.put("name", owed.account().name());
    json.revocations().lost(owed.lost());
    json.revocations().policies(owed.policies());
    json.put("run", owed.run());
    json.put("since", owed.since().toString());
  }

  private void notInGit(NotInGit notInGit) {
    json.list("roles", notInGit.roles(), role -> json.object(() -> holders(role)));
    json.list("holders", notInGit.holders(), role -> json.object(() -> holders(role)));
    json.list("capabilities", notInGit.capabilities(), json.notices()::capability);
  }

  private void holders(NotInGit.RoleHolders role) {
    json.put("role", role.role().value());
    json.put("system", role.system());
    json.list("holders", role.subjects(), json.notices()::subject);
  }
}
