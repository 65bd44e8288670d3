package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.model.TenantIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record for machines; {@code schema/history-report.schema.json} describes it. */
final class JsonHistory {
  private final JsonText json;

  JsonHistory(JsonText json) {
    this.json = json;
  }

  void append(HistoryReport history) {
    json.list("runs", history.entries(), entry -> json.object(() -> entry(entry)));
    json.list(
        "granted",
        history.granted(),
        holding -> json.object(() -> grant(holding.grant(), holding.name())));
  }

  private void entry(HistoryReport.Entry entry) {
    switch (entry) {
      case HistoryReport.Unreadable unreadable -> {
        json.put("record-commit", unreadable.commit());
        json.put("state", "unreadable");
        json.put("reason", unreadable.reason());
      }
      case HistoryReport.Run run -> run(run);
    }
  }

  private void run(HistoryReport.Run run) {
    json.put("record-commit", run.commit());
    json.put("state", run.when().state());
    json.put("run", run.id());
    json.put("actor", run.who().actor());
    json.put("commit", run.who().target());
    json.put("dirty", run.who().dirty());
    json.put("plan", run.who().plan());
    json.put("rollback", run.who().rollback());
    tenant("identity", run.who().tenant());
    tenant("moved-from", run.who().movedFrom());
    if (run.who().replaces() != null) {
      json.put("replaces", run.who().replaces());
    }
    if (run.who().renamed() != null) {
      json.put("renamed", run.who().renamed());
    }
    instant("begun", run.when().begun());
    instant("ended", run.when().ended());
    instant("lease", run.when().lease());
    json.object("counts", () -> counts(run.counts()));
    json.list("events", run.events(), event -> json.object(() -> event(event)));
    json.list("steps", run.steps(), step -> json.object(() -> step(step)));
  }

  private void counts(HistoryReport.Counts counts) {
    counts.counts().forEach(count -> json.put(word(count.word()), count.number()));
    json.put("definitions", counts.definitions());
  }

  private void event(HistoryReport.Event event) {
    json.put("event", word(event.word()));
    grant(event.grant(), event.name());
  }

  private void grant(Grant grant, @Nullable String name) {
    json.put("role", grant.role().value());
    json.put("kind", grant.subject().kind().word());
    json.put("id", grant.subject().id());
    if (name != null) {
      json.put("name", name);
    }
  }

  private void step(HistoryReport.Step step) {
    json.plan().step(step.step());
    json.put("outcome", step.outcome());
    if (step.message() != null) {
      json.put("message", step.message());
    }
  }

  private void tenant(String name, @Nullable TenantIdentity tenant) {
    if (tenant != null) {
      json.object(
          name,
          () -> {
            json.put("provider", tenant.provider());
            json.put("url", tenant.url());
            if (tenant.realm() != null) {
              json.put("realm", tenant.realm());
            }
          });
    }
  }

  private void instant(String name, @Nullable Instant at) {
    if (at != null) {
      json.put(name, at.toString());
    }
  }

  private static String word(HistoryReport.Word word) {
    return word.word().replace(' ', '-');
  }
}
