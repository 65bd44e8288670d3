package dev.rolecall.report;

import dev.rolecall.model.Hold;
import dev.rolecall.plan.Step;
import org.jspecify.annotations.Nullable;

/** What stands over a tenant, as entries of a report for machines; what does not is left out. */
final class JsonNotes {
  private final JsonText json;

  JsonNotes(JsonText json) {
    this.json = json;
  }

  void write(TenantNotes notes) {
    @Nullable Hold hold = notes.hold();
    if (hold != null) {
      json.object("hold", () -> hold(hold));
    }
    if (!notes.takenBack().isEmpty()) {
      json.list(
          "taken-back",
          notes.takenBack(),
          one ->
              json.object(() -> {
                json.put("run", one.run());
                json.put("by", one.by());
                json.put("at", one.at().toString());
              }));
    }
    if (!notes.unratified().isEmpty()) {
      json.list(
          "break-glass",
          notes.unratified(),
          one ->
              json.object(() -> {
                json.put("run", one.run());
                json.put("at", one.at().toString());
                json.put("by", one.by());
                json.put("reason", one.reason());
                json.texts("lifted", one.lifted());
              }));
    }
    TenantNotes.@Nullable Unfinished unfinished = notes.unfinished();
    if (unfinished != null) {
      json.object("unfinished-run", () -> unfinished(unfinished));
    }
  }

  private void hold(Hold hold) {
    json.put("by", hold.by());
    json.put("reason", hold.reason());
    json.put("since", hold.since().toString());
    json.put("until", hold.until().toString());
  }

  private void unfinished(TenantNotes.Unfinished run) {
    json.put("run", run.run());
    json.put("by", run.actor());
    json.put("begun", run.begun().toString());
    if (run.lease() != null) {
      json.put("lease", run.lease().toString());
    }
    json.put("steps", run.steps());
    json.put("written", run.written());
    json.texts("remaining", run.remaining().stream().map(Step::id).toList());
  }
}
