package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.report.OutputSchemas;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who asks the record of a team, from a fresh clone each time. */
record Historian(Team team) {

  static Historian of(Team team) {
    return new Historian(team);
  }

  Cli.Ran told(String... arguments) {
    return team.run("history", "--color=never", arguments);
  }

  JsonNode json(String... arguments) {
    var all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(arguments));
    return parsed(told(all.toArray(String[]::new)).ended(ExitCode.DONE));
  }

  /** Standard output, which has to be what the schema says and nothing else. */
  static JsonNode parsed(Cli.Ran ran) {
    assertEquals(List.of(), OutputSchemas.errors("history", ran.out()), ran::toString);
    return JsonMapper.shared().readTree(ran.out());
  }
}
