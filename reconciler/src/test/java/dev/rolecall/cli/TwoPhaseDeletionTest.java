package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A role that is retired stands without holders for a while, and can be taken back until then. */
@Tag("e2e")
final class TwoPhaseDeletionTest {
  private static final String U0 = Tenant.email(0);
  private static final String U1 = Tenant.email(1);
  private static final String U2 = Tenant.email(2);
  private static final String DRAINED =
      "drained; deleted for ever from 2026-11-30 on; 3 holders lose it; reason: Over.";
  private static final String DUE =
      "Due: role alpha is deleted for ever from 2026-11-30 on (retired/alpha.yaml:4:9).";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  /** Git has granted alpha to two, and somebody gave it to a third by hand. */
  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(5, List.of("office"));
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", U0, U1).role("beta", "add", U1).push("Two roles");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U2);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private String retire(String... more) {
    var line = new ArrayList<>(List.of("retire", "alpha", "--reason", "Over."));
    line.addAll(List.of(more));
    team.author().cli().run(line.toArray(String[]::new)).ended(ExitCode.DONE);
    return team.push("Retire alpha");
  }

  private Cli.Ran days(int days, String... line) {
    return team.job().cli().at(Cli.NOW.plus(Duration.ofDays(days))).run(line);
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  private boolean stands() {
    return tenant.outsider().roles().contains("alpha");
  }

  private void withdraw(String manage, String... users) {
    team.author().delete("retired/alpha.yaml");
    team.role("alpha", manage, users).push("Alpha stays after all");
  }

  private void nothingLeft(int days) {
    days(days, "plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
    days(days, "drift").ended(ExitCode.DONE);
  }

  @Test
  void itIsEmptiedAtOnceAndDeletedSevenDaysOn() {
    team.author()
        .cli()
        .run("retire", "alpha", "--reason", "Over.")
        .ended(ExitCode.DONE)
        .says(
            "wrote retired/alpha.yaml",
            "removed roles/alpha.yaml",
            "From the next apply on nobody holds alpha; the role itself stands.",
            "2 lines of git that made somebody a holder are gone",
            "From 2026-11-30 on, the first apply deletes it for ever");
    team.push("Retire alpha");
    team.run("validate", "--base", "HEAD~1").ended(ExitCode.DONE);
    team.run("plan", "--base", "HEAD~1")
        .ended(ExitCode.DONE)
        .says(
            "This change",
            "~ role alpha",
            "- user  " + U0,
            "- user  " + U2,
            DRAINED,
            "Plan: 1 role drained; 3 assignments removed.",
            "Good until 2026-11-30T00:00:00Z, when a tombstone drains or deletes a role.")
        .saysNot("Due:");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(), holders());
    assertTrue(stands());
    nothingLeft(0);
    nothingLeft(3);
    days(4, "plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.", DUE);
    days(4, "drift").ended(ExitCode.DONE).says(DUE);
    days(6, "apply", "--approve").ended(ExitCode.DONE);
    assertTrue(stands());

    days(7, "plan").ended(ExitCode.DONE).says("retired for ever; nobody holds it").saysNot("Due:");
    days(7, "apply", "--approve").ended(ExitCode.DONE).says("1 step done");
    assertFalse(stands());
    nothingLeft(8);
    withdraw("add", U0);
    days(8, "validate").ended(ExitCode.INVALID_INPUT).says("retired-slug");
    days(8, "plan").ended(ExitCode.PARTLY_DONE).says("retired-slug", "left alone");
  }

  @Test
  void whatIsEditedOrAddedByHandMeanwhileIsDrift() {
    retire();
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", Tenant.email(3));
    tenant.outsider().write("PATCH", "roles/alpha", Map.of("name", "Something else")).ok();
    team.run("drift", "-v")
        .ended(ExitCode.CHANGES)
        .says("Drift: 2 differences.", "added in the tenant; taken back", "edited in the tenant")
        .saysNot("drained;");
    team.apply("--only", "drift").ended(ExitCode.DONE);
    assertEquals(List.of(), holders());
    nothingLeft(0);
  }

  @Test
  void withdrawnInTimeItIsAsItWas() {
    retire();
    team.apply().ended(ExitCode.DONE);
    withdraw("add", U0, U1);
    team.run("validate", "--base", "HEAD~1").ended(ExitCode.DONE);
    team.run("plan", "-v")
        .ended(ExitCode.DONE)
        .says(
            "+ user       " + U0,
            "withdrawn; its reason was: Over.",
            "drained-holders",
            "1 user held alpha by hand until its tombstone drained it, and is not given it back: "
                + U2,
            "declare them for alpha: users: [" + U2 + "]");
    team.apply().ended(ExitCode.DONE).says("drained-holders");
    assertEquals(List.of(U0, U1), holders());
    // Said until it is given back, and not for ever.
    days(1, "plan", "--detailed-exitcode").ended(ExitCode.DONE).says("drained-holders");
    days(40, "apply", "--approve").ended(ExitCode.DONE);
    team.role("beta", "add", U0, U1).push("Something else");
    days(41, "apply", "--approve").ended(ExitCode.DONE);
    days(41, "plan").ended(ExitCode.DONE).saysNot("drained-holders");
    days(41, "validate").ended(ExitCode.DONE);
  }

  @Test
  void whoIsDeclaredOrGivenItByHandIsNotMissed() {
    retire();
    team.apply().ended(ExitCode.DONE);
    withdraw("add", U0, U2);
    team.run("plan", "-v").ended(ExitCode.DONE).saysNot("drained-holders");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U0, U2), holders());
  }

  @Test
  void exactMeansExactlyTheDeclared() {
    retire();
    team.apply().ended(ExitCode.DONE);
    withdraw("exact", U0);
    team.run("plan", "-v").ended(ExitCode.DONE).saysNot("drained-holders");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U0), holders());
  }

  /** The day has come and gone, and no run saw it: nothing is burnt. */
  @Test
  void aDayThatNoRunSawBurnsNothing() {
    retire();
    team.apply().ended(ExitCode.DONE);
    withdraw("add", U0, U1);
    days(9, "validate").ended(ExitCode.DONE);
    days(9, "plan")
        .ended(ExitCode.DONE)
        .says("+ user       " + U0)
        .saysNot("retired-slug", "takes over", "now declared");
    days(9, "apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U0, U1), holders());
  }

  @Test
  void aSlugIsBurntByTheRecordAlsoWhereTheRoleWasGone() {
    retire();
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().write("DELETE", "roles/alpha", null).ok();
    days(1, "plan", "-v")
        .ended(ExitCode.DONE)
        .says("drained-role-gone")
        .saysNot("+ role", "left alone");
    days(7, "apply", "--approve").ended(ExitCode.DONE);
    withdraw("add", U0);
    days(8, "validate").ended(ExitCode.INVALID_INPUT).says("retired-slug");
  }

  @Test
  void withdrawnWithoutItsRoleItHasVanished() {
    retire();
    team.apply().ended(ExitCode.DONE);
    team.author().delete("retired/alpha.yaml");
    team.push("Neither nor");
    team.run("validate", "--base", "HEAD~1")
        .ended(ExitCode.INVALID_INPUT)
        .says("role-vanished", "Its tombstone is withdrawn");
    team.run("plan", "-v")
        .ended(ExitCode.DONE)
        .says("role-vanished", "The tombstone of alpha is withdrawn", "rolecall retire alpha");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("role-vanished");
    team.apply().ended(ExitCode.DONE);
    assertTrue(stands());
    team.role("alpha", "add", U0).push("Back");
    team.run("plan", "-v").ended(ExitCode.DONE).says("drained-holders", "+ user");
  }

  @Test
  void aDrainOfAnotherDayLeavesHoldersUntilThen() {
    retire("--drain", "2026-11-28", "--delete", "2026-12-05");
    days(0, "plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says("drain", "now 2026-11-28", "delete", "now 2026-12-05", "Nothing to write now.")
        .saysNot("- user");
    days(0, "apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U0, U1, U2), holders());
    nothingLeft(1);
    days(3, "drift")
        .ended(ExitCode.DONE)
        .says("Due: role alpha is left without holders from 2026-11-28 on");
    days(5, "plan").ended(ExitCode.DONE).says("3 assignments removed", "Already waiting");
    days(5, "apply", "--approve", "--only", "expired").ended(ExitCode.DONE);
    assertEquals(List.of(), holders());
    nothingLeft(6);
    days(12, "apply", "--approve").ended(ExitCode.DONE);
    assertFalse(stands());
  }

  @Test
  void withdrawnBeforeItsDrainNobodyNotices() {
    retire("--drain", "2026-11-28", "--delete", "2026-12-05");
    days(0, "apply", "--approve").ended(ExitCode.DONE);
    withdraw("add", U0);
    days(1, "apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U0, U2), holders(), "git takes back what it granted, and only that");
  }

  @Test
  void nowDeletesAtOnceAndWarns() {
    team.author()
        .cli()
        .run("retire", "alpha", "--reason", "Over.", "--now")
        .ended(ExitCode.DONE)
        .says("Warning: the next apply deletes alpha for ever", "never used again");
    team.push("Retire alpha");
    team.run("plan", "-v").says("retired for ever; 3 holders lose it");
    team.apply().ended(ExitCode.DONE);
    assertFalse(stands());
  }

  @Test
  void daysThatCannotBeAreRefusedBeforeAnythingIsWritten() {
    var cli = team.author().cli();
    for (String day : List.of("2026-11-23", "2026-01-01", "2026-11-23T12:00:00Z")) {
      cli.run("retire", "alpha", "--reason", "x", "--delete", day)
          .ended(ExitCode.USAGE)
          .says("--now");
    }
    cli.run("retire", "alpha", "--reason", "x", "--delete", "2026-12-01", "--now")
        .ended(ExitCode.USAGE);
    cli.run("retire", "alpha", "--reason", "x", "--drain", "2026-12-24")
        .ended(ExitCode.USAGE)
        .says("after the deletion on 2026-11-30");
    cli.run("retire", "alpha", "--reason", "x", "--delete", "soon").ended(ExitCode.USAGE);
    cli.run("retire", "alpha", "--reason", "x", "--delete", "+99999-01-01T00:00:00Z")
        .ended(ExitCode.USAGE);
    team.run("validate", "-v").ended(ExitCode.DONE);
    assertTrue(Files.exists(team.author().file("roles/alpha.yaml")));
  }

  @Test
  void machinesReadItToo() {
    retire();
    var job = team.job();
    job.cli().run("plan", "--format", "json").ended(ExitCode.DONE).says("\"why\" : \"drained\"");
    team.apply().ended(ExitCode.DONE);
    for (String command : List.of("plan", "drift")) {
      var json =
          JsonMapper.shared().readTree(days(5, command, "--format", "json").out()).path("due");
      assertEquals("alpha", json.path(0).path("role").asString());
      assertEquals("deleted", json.path(0).path("what").asString());
      assertEquals("2026-11-30T00:00:00Z", json.path(0).path("from").asString());
    }
  }
}
