package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where a record begins, and what of before it is not told. */
@Tag("e2e")
final class HistoryBeginningsTest {
  private static final String U1 = "u1@example.com";
  private static final String U2 = "u2@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(4);
    team = Team.of(folder, tenant.url());
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private Cli.Ran history(String... arguments) {
    return Historian.of(team).told(arguments);
  }

  private JsonNode json(String... arguments) {
    return Historian.of(team).json(arguments);
  }

  /** On the day after all of the runs. */
  private Cli.Ran cutToday(String... more) {
    var arguments = new ArrayList<>(List.of("history", "--cut", "2026-11-24"));
    arguments.addAll(List.of(more));
    return team.job()
        .cli()
        .at(Cli.NOW.plus(Duration.ofDays(1)))
        .run(arguments.toArray(String[]::new));
  }

  private String lastRun() {
    return json().at("/runs/0/run").asString();
  }

  @Test
  void aRecordThatWasCutSaysWhereItBegins() {
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", U1, U2).push("Two");
    team.apply().ended(ExitCode.DONE);
    String last = lastRun();
    Cli.Ran cut = cutToday("--format", "json").ended(ExitCode.DONE);
    assertTrue(cut.err().contains("Cut: 2 runs"), cut::toString);
    JsonNode left = Historian.parsed(cut);
    assertEquals(left, json());
    assertEquals(2, left.at("/runs/0/cut/runs").asInt(), left::toString);
    assertEquals(0, left.at("/runs/0/events").size());
    history()
        .ended(ExitCode.DONE)
        .says(
            "the record begins here: 2 runs, up to this one, were cut off",
            "2 grants were git's own then")
        .saysNot("nobody's grants changed");
    history(U1)
        .ended(ExitCode.DONE)
        .says("0 runs with something of " + U1, "2 runs were cut off", "Git's own now");

    cutToday()
        .ended(ExitCode.DONE)
        .says("Nothing to cut", "begins with the state that run " + last)
        .saysNot("is older than");
    team.role("alpha", "add", U2).push("One goes");
    team.apply().ended(ExitCode.DONE);
    cutToday().ended(ExitCode.DONE).says("Cut: 1 run");
    assertEquals(3, json().at("/runs/0/cut/runs").asInt());
    history("--cut", "2000-01-01").ended(ExitCode.DONE).says("Nothing to cut", "is older than");
  }

  @Test
  void aRecordThatGoesOnFromAnOlderRolecallSaysSo() throws Exception {
    team.role("alpha", "add", U1).push("One");
    handMade(tenant, U1);
    String applied = team.author().ref("HEAD").orElseThrow();
    Path ref = team.remote().resolve("refs/rolecall/applied/production");
    Files.createDirectories(ref.getParent());
    Files.writeString(ref, applied + "\n");
    team.role("alpha", "add", U1, U2).push("Two");
    team.apply().ended(ExitCode.DONE);
    assertEquals(applied, json().at("/runs/0/seed").asString());
    history()
        .ended(ExitCode.DONE)
        .says("goes on from " + applied.substring(0, 7), "older rolecall");
  }

  @Test
  void theRecordOfAnotherTenantIsNotTheBeginningOfThisOne() {
    team.role("alpha", "add", U1).push("One");
    team.takesPushes(1);
    team.apply().ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    try (var other = Tenant.ofUsers(3)) {
      handMade(other, U2);
      team.author().write("rolecall.yaml", RolesRepo.settings(other.url()));
      team.role("alpha", "add", U2).push("Another tenant");
      team.apply("--begin").ended(ExitCode.DONE);
      JsonNode told = json();
      assertEquals(tenant.url().toString(), told.at("/runs/0/instead-of/url").asString());
      assertEquals(1, told.at("/runs/0/counts/adopted").asInt());
      assertTrue(told.at("/runs/1/settled-by").isMissingNode(), told::toString);
      history()
          .ended(ExitCode.DONE)
          .says(
              "a record of another tenant stood here and is not carried on",
              "the record begins here: --begin")
          .says("no run has settled it so far")
          .saysNot("settled by");
    }
  }

  private static void handMade(Tenant tenant, String user) {
    tenant.outsider().makeRole("alpha");
    tenant.outsider().grant("alpha", user);
  }
}
