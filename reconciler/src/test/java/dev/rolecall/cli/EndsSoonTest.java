package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What ends within two weeks is in every plan and drift report, and what outlasts it is told. */
@Tag("e2e")
final class EndsSoonTest {
  private static final String TITLE = "Ends within 14 days";
  private static final String LINE = "until 2026-12-05";
  private static final String KEPT =
      "user u1@example.com holds role alpha until 2026-12-05; then keeps the role by group"
          + " auditors.";

  @TempDir Path folder;

  /** Of three who hold alpha one ends on 5 December, twelve days on, and one a year later. */
  private GuardedTeam team() {
    var team = new GuardedTeam(folder);
    team.role("alpha", users(0, 3)).role("beta", users(5, 7));
    ends(team, 1, "2026-12-05");
    ends(team, 2, "2027-12-05");
    team.push();
    team.apply().ended(ExitCode.DONE);
    return team;
  }

  private static void ends(GuardedTeam team, int user, String day) {
    String name = Tenant.email(user);
    team.author()
        .edit("roles/alpha.yaml", "- " + name, "- { user: %s, expires: %s }".formatted(name, day));
  }

  /** The auditors hold alpha too, by git. */
  private static void auditors(GuardedTeam team) {
    team.author()
        .edit("roles/alpha.yaml", "assignments:\n", "assignments:\n  groups: [auditors]\n");
    team.push();
  }

  private static Cli at(GuardedTeam team, Duration after) {
    return team.team().job().cli().at(Cli.NOW.plus(after));
  }

  private static JsonNode json(String schema, Cli.Ran ran) {
    assertEquals(List.of(), OutputSchemas.errors(schema, ran.out()));
    return JsonMapper.shared().readTree(ran.out());
  }

  @Test
  void itIsThereWhereNothingChanges() {
    try (var team = team()) {
      for (String format : List.of("text", "markdown")) {
        team.team()
            .run("plan", "--detailed-exitcode", "--format", format)
            .ended(ExitCode.DONE)
            .says(TITLE, "u1@example.com", "until 2026-12-05", "roles/alpha.yaml:", "No changes.")
            .saysNot("u2@example.com", "kept-after-expiry", "keeps");
        team.team()
            .run("drift", "--format", format)
            .ended(ExitCode.DONE)
            .says(TITLE, "u1@example.com", "until 2026-12-05", "roles/alpha.yaml:", "No drift")
            .saysNot("u2@example.com", "kept-after-expiry");
      }
      JsonNode plan = json("plan-report", team.team().run("plan", "--format=json"));
      assertEquals(1, plan.get("expiring").size());
      assertEquals("2026-12-06T00:00:00Z", plan.get("expiring").get(0).get("expires").asString());
      JsonNode drift = json("drift-report", team.team().run("drift", "--format=json"));
      assertEquals(plan.get("expiring"), drift.get("expiring"));
      team.team().run("plan", "--strict").ended(ExitCode.DONE);
    }
  }

  @Test
  void itIsThereForFourteenDays() {
    try (var team = team()) {
      // The end of 5 December is 12.5 days after the moment of the runs.
      at(team, Duration.ofHours(-37)).run("plan").says("No changes").saysNot(TITLE);
      at(team, Duration.ofHours(-36)).run("plan").says(TITLE, LINE);
      at(team, Duration.ofDays(12)).run("plan").says(TITLE, LINE);
      at(team, Duration.ofDays(13)).run("plan").says("expired").saysNot(TITLE);
      at(team, Duration.ofDays(13)).run("drift").says("expired").saysNot(TITLE);
    }
  }

  @Test
  void whoHoldsItNoMoreIsNotNamed() {
    try (var team = team()) {
      team.outsider().take("alpha", "u1@example.com");
      team.plan().ended(ExitCode.CHANGES).says("+ user", "u1@example.com").saysNot(TITLE);
      team.team().run("drift", "--color=never").ended(ExitCode.CHANGES).saysNot(TITLE);
    }
  }

  @Test
  void aGroupThatKeepsItAliveIsAWarning() {
    try (var team = team()) {
      team.join("auditors", 1).join("auditors", 9);
      auditors(team);
      team.apply().says(KEPT);
      team.plan()
          .ended(ExitCode.DONE)
          .says("warning  kept-after-expiry  roles/alpha.yaml:", KEPT, TITLE, LINE, "No changes");
      team.team()
          .run("drift", "--color=never")
          .ended(ExitCode.DONE)
          .says("warning  kept-after-expiry  roles/alpha.yaml:", KEPT, TITLE, "No drift");
      team.team().run("plan", "--strict").ended(ExitCode.BLOCKED);
      JsonNode one = json("plan-report", team.team().run("plan", "--format=json"));
      JsonNode way = one.get("expiring").get(0).get("ways").get(0);
      assertEquals("auditors", way.get("group").get("name").asString());
      assertEquals(1, one.get("expiring").get(0).get("keep-role").asInt());
    }
  }

  /** Both go on the same day, so nothing is left of it. */
  @Test
  void aWayThatEndsTheSameDayKeepsNothing() {
    try (var team = team()) {
      team.join("auditors", 1);
      team.author()
          .edit(
              "roles/alpha.yaml",
              "assignments:\n",
              "assignments:\n  groups: [ { group: auditors, expires: 2026-12-05 } ]\n");
      team.push();
      team.apply().saysNot("kept-after-expiry");
      team.plan().ended(ExitCode.DONE).says(TITLE, LINE, "> group", "auditors").saysNot("keep");

      team.author()
          .edit(
              "roles/alpha.yaml", "auditors, expires: 2026-12-05", "auditors, expires: 2026-12-06");
      team.push();
      team.plan()
          .ended(ExitCode.CHANGES)
          .says("then keeps the role by group auditors until 2026-12-06.");
    }
  }

  @Test
  void ofAGroupItIsSaidHowManyKeepIt() {
    try (var team = team()) {
      team.join("auditors", 0).join("auditors", 5).join("auditors", 9);
      team.author()
          .edit(
              "roles/alpha.yaml",
              "assignments:\n",
              "assignments:\n  groups: [ { group: auditors, expires: 2026-12-01 } ]\n");
      team.push();
      String kept =
          "group auditors holds role alpha until 2026-12-01; then 1 of 3 members keeps the role, 1"
              + " more keeps some of what it gives: 1 by role alpha directly, 1 by role beta"
              + " directly.";
      team.plan().ended(ExitCode.CHANGES).says(kept).saysNot(TITLE + "\n  > group");
      team.apply();
      team.plan().ended(ExitCode.DONE).says(kept, "> group", LINE);
    }
  }

  /** Whoever reviews an end is told what outlasts it, however far it is. */
  @Test
  void anEndThatIsSetIsHeldAgainstOtherWays() {
    try (var team = team()) {
      team.role("gamma", users(0, 1));
      team.push();
      team.apply().ended(ExitCode.DONE).saysNot("kept-after-expiry");
      ends(team, 0, "2027-06-30");
      team.push();
      team.plan()
          .ended(ExitCode.CHANGES)
          .says(
              "user u0@example.com holds role alpha until 2027-06-30; then keeps audit:read by role"
                  + " gamma directly.");
      team.apply();
      team.plan().ended(ExitCode.DONE).saysNot("kept-after-expiry");
    }
  }

  /** A pull request about something else is not stopped by it, and not told it again. */
  @Test
  void againstABaseWhatIsNotTouchedIsCounted() {
    try (var team = team()) {
      team.join("auditors", 1);
      auditors(team);
      team.apply();
      team.role("beta", users(5, 8));
      team.push();
      team.team()
          .run("plan", "--strict", "--base", "HEAD~1")
          .ended(ExitCode.DONE)
          .says(TITLE, LINE, "touched by this change: 1 kept-after-expiry")
          .saysNot("warning  kept-after-expiry");
      team.role("gamma", users(1, 2));
      team.push();
      team.team()
          .run("plan", "--strict", "--base", "HEAD~1")
          .ended(ExitCode.BLOCKED)
          .says(
              "error  kept-after-expiry",
              "by group auditors; and some of what it gives by role gamma directly.");
      team.author().delete("roles/gamma.yaml");
      team.author().edit("roles/alpha.yaml", "manage: add", "manage: exact");
      team.push();
      team.team().run("plan", "--base", "HEAD~1").says("warning  kept-after-expiry");
    }
  }

  @Test
  void inObserveNothingEnds() {
    try (var team = team()) {
      team.author().edit("roles/alpha.yaml", "manage: add", "manage: observe");
      team.push();
      team.plan().saysNot(TITLE);
      team.team().run("drift", "--color=never").saysNot(TITLE);
    }
  }

  /** Nobody behind a group is asked for where nothing ends. */
  @Test
  void membersAreReadOnlyWhereSomethingEnds() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3));
      auditors(team);
      team.apply().ended(ExitCode.DONE);
      int before = team.requests();
      team.plan().ended(ExitCode.DONE);
      int without = team.requests() - before;
      ends(team, 1, "2026-12-05");
      team.push();
      team.apply();
      before = team.requests();
      team.plan().ended(ExitCode.DONE).says(TITLE);
      assertEquals(without + 1, team.requests() - before, "one read of members more");
    }
  }

  @Test
  void aSavedPlanCarriesIt() throws Exception {
    try (var team = team()) {
      team.join("auditors", 1);
      auditors(team);
      Path file = folder.resolve("plan.json");
      team.team().run("plan", "--out", file.toString()).says(TITLE, KEPT);
      String saved = Files.readString(file);
      assertEquals(List.of(), OutputSchemas.errors("plan", saved));
      assertEquals(1, JsonMapper.shared().readTree(saved).get("expiring").size());
      team.team().run("apply", "--plan", file.toString()).ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }
}
