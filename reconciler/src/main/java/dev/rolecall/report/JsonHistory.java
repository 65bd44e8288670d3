package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.TenantIdentity;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The record for machines; {@code schema/history.schema.json} describes it. */
final class JsonHistory {
  private final JsonText json;

  JsonHistory(JsonText json) {
    this.json = json;
  }

  void append(HistoryReport history) {
    cut(history.cut());
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
      case HistoryRun run -> run(run);
    }
  }

  private void run(HistoryRun run) {
    json.put("record-commit", run.commit());
    json.put("state", run.when().state());
    json.put("run", run.id());
    json.put("actor", run.who().actor());
    json.put("commit", run.who().target());
    json.put("dirty", run.who().dirty());
    json.put("plan", run.who().plan());
    asked(run.asked());
    tenant("identity", run.who().tenant());
    ties(run.ties());
    instant("begun", run.when().begun());
    instant("ended", run.when().ended());
    instant("lease", run.when().lease());
    text("settled-by", run.when().settledBy());
    text("settles", run.when().settles());
    json.object("counts", () -> counts(run.counts()));
    json.list("events", run.events(), event -> json.object(() -> event(event)));
    json.list("steps", run.steps(), step -> json.object(() -> step(step)));
    if (!run.loggedOut().isEmpty()) {
      json.list("logged-out", run.loggedOut(), one -> json.object(() -> loggedOut(one)));
    }
  }

  private void asked(HistoryRun.Asked asked) {
    json.put("rollback", asked.rollback());
    if (asked.begin()) {
      json.put("begin", true);
    }
    text("took-over", asked.takeOver());
    text("seed", asked.seed());
    text("break-glass", asked.breakGlass());
    text("undoes", asked.undoes());
    HistoryRun.Chosen chosen = asked.chosen();
    if (!chosen.only().isEmpty()) {
      json.list("only", chosen.only(), json::value);
    }
    if (chosen.savedPlan()) {
      json.put("saved-plan", true);
    }
    if (chosen.noRemovals()) {
      json.put("no-removals", true);
    }
    if (!chosen.roles().isEmpty()) {
      json.texts("only-roles", chosen.roles());
    }
    if (chosen.leftOut() > 0) {
      json.put("left-out", chosen.leftOut());
    }
    if (!asked.approvals().isEmpty()) {
      json.list("approvals", asked.approvals(), used -> json.object(() -> approval(used)));
    }
  }

  private void approval(HistoryRun.Used used) {
    json.put("file", used.file());
    json.put("owner", used.owner());
    JsonReviews.given(json, used.review());
  }

  private void loggedOut(HistoryRun.LoggedOut one) {
    json.put("user", one.user());
    json.put("name", one.name());
    json.texts("policies", one.policies());
    json.texts("lost", one.lost().stream().map(Holdable::toString).toList());
  }

  private void ties(HistoryRun.Ties ties) {
    tenant("moved-from", ties.movedFrom());
    tenant("instead-of", ties.insteadOf());
    cut(ties.cut());
    text("renamed", ties.renamed());
  }

  private void cut(HistoryReport.@Nullable Cut cut) {
    if (cut == null) {
      return;
    }
    json.put("replaces", cut.replaces());
    json.object(
        "cut",
        () -> {
          HistoryReport.@Nullable CutBy by = cut.by();
          if (by != null) {
            json.put("by", by.actor());
            json.put("at", by.at().toString());
            json.put("runs", by.runs());
          }
          json.put("granted", cut.granted());
        });
  }

  private void counts(HistoryRun.Counts counts) {
    counts.counts().forEach(count -> json.put(word(count.word()), count.number()));
    HistoryRun.Definitions definitions = counts.definitions();
    json.put("definitions", definitions.done());
    some("definitions-failed", definitions.failed());
    some("definitions-not-tried", definitions.notTried());
    some("definitions-unknown", definitions.unknown());
  }

  private void some(String name, int number) {
    if (number > 0) {
      json.put(name, number);
    }
  }

  private void event(RunEvent event) {
    json.put("event", word(event.word()));
    RunEvent.@Nullable Meant meant = event.meant();
    if (meant != null) {
      json.put("meant", meant.name().toLowerCase(Locale.ROOT));
    }
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

  private void step(HistoryRun.StepEnd step) {
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

  private void text(String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  private void instant(String name, @Nullable Instant at) {
    if (at != null) {
      json.put(name, at.toString());
    }
  }

  private static String word(RunEvent.Word word) {
    return word.word().replace(' ', '-');
  }
}
