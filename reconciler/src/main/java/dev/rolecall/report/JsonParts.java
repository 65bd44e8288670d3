package dev.rolecall.report;

import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Entries that more than one report for machines has. */
final class JsonParts {
  private static final int VERSION = 1;

  private final JsonText json;

  JsonParts(JsonText json) {
    this.json = json;
  }

  /** By which a reader knows what it has before it. */
  void format(String format) {
    json.put("format", format);
    json.put("version", VERSION);
  }

  void header(ReportHeader header) {
    json.put("tenant", header.tenant());
    json.put("provider", header.provider());
    json.put("url", header.url());
    json.put("commit", header.commit());
    json.put("applied", header.applied());
    if (header.tokenLifetime() != null) {
      json.put("token-lifetime-seconds", header.tokenLifetime().toSeconds());
    }
    new JsonNotes(json).write(header.notes());
  }

  void withheld(List<Withheld> withheld) {
    json.list("withheld", withheld, one -> json.object(() -> json.notices().withheld(one)));
  }

  void adopts(Notices notices) {
    json.list("adopts", notices.adopted(), one -> json.object(() -> json.notices().adopted(one)));
  }

  void steps(String name, Collection<Step> steps) {
    json.list(name, steps, step -> json.object(() -> json.plan().step(step)));
  }

  void findings(String name, List<Problem> problems) {
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

  /** What tombstones do within three days; no entry where they do nothing. */
  void due(List<DueDate> ahead, Instant now) {
    List<DueDate> soon = ahead.stream().filter(due -> due.isSoon(now)).toList();
    if (!soon.isEmpty()) {
      json.list("due", soon, due -> json.object(() -> json.notices().dueDate(due)));
    }
  }
}
