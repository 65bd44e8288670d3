package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who comes to hold both sides of a policy behind git's back is drift. */
@Tag("e2e")
final class SeparationDriftTest {
  @TempDir Path folder;

  /** u0 to u2 make, u3 to u5 and the auditors check. */
  private GuardedTeam team(String waivers) {
    var team = new GuardedTeam(folder);
    team.fourEyes(waivers);
    checkers(team, users(3, 6));
    team.role("maker", users(0, 3)).push();
    team.apply().ended(ExitCode.DONE);
    return team;
  }

  private static void checkers(GuardedTeam team, IntStream users) {
    team.role("checker", users)
        .author()
        .edit("roles/checker.yaml", "assignments:\n", "assignments:\n  groups: [auditors]\n");
  }

  private static Cli.Ran drift(GuardedTeam team, String... more) {
    return team.team().run("drift", "--color=never", more);
  }

  private static String waiver(String subjects) {
    return """
    waivers:
      - %s
        owner: cfo-office
        reason: The second clerk starts in February.
        expires: 2027-01-31
    """
        .formatted(subjects);
  }

  @Test
  void whoJoinsAGroupInTheTenantIsNamedWithBothWays() {
    try (var team = team("")) {
      drift(team).ended(ExitCode.DONE).saysNot("Separation of duties");
      team.join("auditors", 0).join("auditors", 7);
      drift(team)
          .ended(ExitCode.CHANGES)
          .says(
              "Separation of duties",
              "! policy four-eyes",
              "role maker together with role checker",
              "policies/four-eyes.yaml:1:1",
              "! user  u0@example.com",
              "high, outside git; role maker directly; role checker in group auditors",
              "No drift in what git declares. Separation of duties: 1 pair of high severity.",
              "or write a waiver with an owner and an end into the policy")
          .saysNot("u7@example.com");
      drift(team, "--format", "markdown")
          .ended(ExitCode.CHANGES)
          .says("#### Separation of duties", "u0@example.com", "high, outside git");
    }
  }

  @Test
  void waivedOnesAreListedAndEndedOnesAreDriftAgain() {
    try (var team = team(waiver("groups: [office]"))) {
      team.join("auditors", 0).join("office", 0);
      drift(team)
          .ended(ExitCode.DONE)
          .says(
              "= policy four-eyes",
              "= user  u0@example.com",
              "waived until 2027-01-31, owner cfo-office; role maker directly",
              "policies/four-eyes.yaml:8:",
              "Separation of duties: 1 waived or by git.");
      team.join("auditors", 1);
      drift(team).ended(ExitCode.CHANGES).says("1 pair of high severity, 1 waived or by git");
      team.team()
          .job()
          .cli()
          .at(Cli.NOW.plus(Duration.ofDays(70)))
          .run("drift")
          .ended(ExitCode.CHANGES)
          .says(
              "high, waiver ended 2027-01-31, owner cfo-office",
              "note  waiver-spent  This waiver of four-eyes expired on 2027-01-31.",
              "2 pairs of high severity");
    }
  }

  @Test
  void aGrantByHandIsOutsideGitAndWhatGitGrantsBothIsNot() {
    try (var team = team("")) {
      team.outsider().grant("checker", Tenant.email(1));
      drift(team).ended(ExitCode.CHANGES).says("u1@example.com", "high, outside git", "1 pair");
      team.outsider().take("checker", Tenant.email(1));

      checkers(team, IntStream.of(1, 3, 4, 5));
      team.push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.apply().ended(ExitCode.DONE);
      drift(team)
          .ended(ExitCode.DONE)
          .says("= user  u1@example.com", "by git alone; role maker directly");
    }
  }

  @Test
  void ofManyItIsSaidWhatTheyHaveInCommonAndJsonNamesAll() {
    try (var team = team("")) {
      for (int user = 0; user < 30; user++) {
        team.join("auditors", user);
      }
      for (int more = 0; more < 80; more++) {
        String id = team.outsider().register("m%02d@example.com".formatted(more));
        team.outsider().join(team.outsider().group("auditors"), id);
      }
      team.role("maker", users(0, 3))
          .author()
          .edit("roles/maker.yaml", "assignments:\n", "assignments:\n  groups: [auditors]\n");
      team.push();
      team.approve(team.plan().ended(ExitCode.BLOCKED).says("107 with role maker in group"));
      team.applyAfter(Duration.ofHours(1)).ended(ExitCode.DONE);

      drift(team)
          .ended(ExitCode.CHANGES)
          .says(
              "! people  110",
              "high, outside git; role maker: 110 with role maker in group auditors",
              "high, outside git; role checker: 110 with role checker in group auditors")
          .saysNot("m07@example.com");
      String json = drift(team, "--format", "json").ended(ExitCode.CHANGES).out();
      assertEquals(List.of(), OutputSchemas.errors("drift-report", json), json);
      JsonNode root = JsonMapper.shared().readTree(json);
      JsonNode pairs = root.path("separation-of-duties").path("pairs");
      assertEquals(110, pairs.size());
      assertEquals("high", pairs.path(0).path("severity").asString());
      assertEquals("auditors", holder(pairs.path(100), "other"));
    }
  }

  private static String holder(JsonNode pair, String side) {
    return pair.path(side).path(0).path("holder").path("name").asString();
  }
}
