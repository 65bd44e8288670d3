package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the record tells, through the command line, from fresh clones. */
@Tag("e2e")
final class HistoryCommandTest {
  private static final String U1 = "u1@example.com";
  private static final String U2 = "u2@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(5);
    team = Team.of(folder, tenant.url());
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private Cli.Ran history(String... arguments) {
    return team.run("history", "--color=never", arguments);
  }

  private JsonNode json(String... arguments) {
    var all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(arguments));
    String json = history(all.toArray(String[]::new)).ended(ExitCode.DONE).out();
    assertEquals(List.of(), OutputSchemas.errors("history", json), json);
    return JsonMapper.shared().readTree(json);
  }

  private static List<String> events(JsonNode run) {
    return StreamSupport.stream(run.path("events").spliterator(), false)
        .map(event -> event.path("event").asString() + " " + event.path("name").asString())
        .toList();
  }

  private void threeRuns() {
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U2);
    team.role("alpha", "add", U1, U2).push("Two");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", U2).push("One goes");
    team.apply().ended(ExitCode.DONE);
  }

  /** On the day after all of the runs. */
  private Cli.Ran cutToday() {
    return team.job()
        .cli()
        .at(Cli.NOW.plus(Duration.ofDays(1)))
        .run("history", "--cut", "2026-11-24");
  }

  @Test
  void everyRunNewestFirst() {
    threeRuns();
    JsonNode told = json();
    assertEquals(3, told.path("runs").size());
    assertEquals(1, told.at("/runs/0/counts/removed").asInt());
    assertEquals(1, told.at("/runs/1/counts/adopted").asInt());
    assertEquals(1, told.at("/runs/2/counts/granted").asInt());
    assertEquals(team.author().ref("HEAD").orElseThrow(), told.at("/runs/0/commit").asString());
    history().ended(ExitCode.DONE).says("3 runs.", "1 removed", "1 adopted", "1 granted", "done");
    history("--format", "markdown").ended(ExitCode.DONE).says("### rolecall history", "3 runs.");
  }

  @Test
  void ofAPersonByNameAndById() {
    threeRuns();
    JsonNode one = json(U1);
    assertEquals(2, one.path("runs").size());
    assertEquals(List.of("removed " + U1), events(one.at("/runs/0")));
    assertEquals(List.of("granted " + U1), events(one.at("/runs/1")));
    assertEquals(0, one.path("granted").size());

    String id = tenant.outsider().user(U2);
    JsonNode two = json(id);
    assertEquals(List.of("adopted " + U2), events(two.at("/runs/0")));
    assertEquals("alpha", two.at("/granted/0/role").asString());
    assertEquals(two.path("runs"), json(U2.toUpperCase(Locale.ROOT)).path("runs"));
    history(U2).ended(ExitCode.DONE).says("Git's own now", U2, id);
  }

  @Test
  void ofARole() {
    threeRuns();
    assertEquals(3, json("alpha").path("runs").size());
    assertEquals("role-created", json("alpha").at("/runs/2/steps/0/change").asString());
    assertEquals(2, json("alpha").path("runs").get(2).path("events").size() + 1);
    JsonNode none = json("alhpa");
    assertEquals(0, none.path("runs").size());
    history("alhpa").ended(ExitCode.DONE).says("0 runs with something of alhpa.");
  }

  @Test
  void oneRunInFull() {
    threeRuns();
    String id = json().at("/runs/2/run").asString();
    JsonNode run = json("--run", id).at("/runs/0");
    assertEquals(List.of("granted " + U1), events(run));
    assertTrue(run.path("steps").size() >= 2, run::toString);
    assertEquals("done", run.at("/steps/0/outcome").asString());
    history("--run", id.substring(0, id.length() - 1))
        .ended(ExitCode.DONE)
        .says("done      create role alpha", "+ granted");
    history("--run", "nonesuch").ended(ExitCode.INVALID_INPUT).says("unknown-run", "nonesuch");
  }

  @Test
  void aRunWithoutAnEndIsNamed() {
    threeRuns();
    team.role("alpha", "add", U1, U2).push("Back");
    team.takesPushes(1);
    team.apply().ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    assertEquals("started", json().at("/runs/0/state").asString());
    assertEquals(List.of("unknown " + U1), events(json(U1).at("/runs/0")));
    history().ended(ExitCode.DONE).says("has no end");
    cutToday().ended(ExitCode.REMOTE_FAILED).says("run-unsettled");
  }

  @Test
  void theRecordIsCut() {
    threeRuns();
    history("--cut", "2000-01-01").ended(ExitCode.DONE).says("Nothing to cut");
    cutToday().ended(ExitCode.DONE).says("Cut: 3 runs", "are gone");
    JsonNode told = json();
    assertEquals(1, told.path("runs").size());
    assertTrue(told.at("/runs/0").has("replaces"));
    history().ended(ExitCode.DONE).says("3 runs, up to this one, were cut off");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
    team.role("alpha", "add").push("Nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(), tenant.outsider().holders("alpha"));
  }

  @Test
  void aCutThatTheRemoteRefusesLeavesAllOfIt() {
    threeRuns();
    team.takesPushes(0);
    cutToday().ended(ExitCode.REMOTE_FAILED).says("was not cut", "no more pushes");
    assertEquals(3, json().path("runs").size());
  }

  @Test
  void withoutARecordNothingIsTold() throws Exception {
    team.role("alpha", "add", U1).push("One");
    history().ended(ExitCode.REMOTE_FAILED).says("no-record", "Nothing is recorded of production");
    team.apply().ended(ExitCode.DONE);
    Files.writeString(
        team.remote().resolve("refs/heads/rolecall/record/production"),
        team.author().ref("HEAD").orElseThrow() + "\n");
    history().ended(ExitCode.DONE).says("unreadable", "cannot be read");
    assertEquals("unreadable", json().at("/runs/0/state").asString());
  }

  @Test
  void questionsOfTheirOwn() {
    history("alpha", "--run", "x").ended(ExitCode.USAGE);
    history("--cut", "2026-11-24").ended(ExitCode.USAGE).says("lies in the future");
    history("--cut", "soon").ended(ExitCode.USAGE).says("2026-11-30", "soon");
    history("").ended(ExitCode.USAGE);
  }
}
