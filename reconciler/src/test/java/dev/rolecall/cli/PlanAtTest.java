package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code plan --at}: what a later run would do, judged as that run would be. */
@Tag("e2e")
final class PlanAtTest {
  private static final String AS_OF =
      "As of 2027-02-01T00:00:00Z: what a run at that time would do with the tenant and the record"
          + " as they are now. It is never applied.";

  @TempDir Path folder;

  /** Alpha: one ends in January, one begins in it, one ends on 10 February. */
  private GuardedTeam team(String... guards) {
    var team = new GuardedTeam(folder, guards);
    team.role("alpha", users(0, 4));
    line(team, 1, "expires: 2027-01-31");
    line(team, 2, "from: 2027-01-15");
    line(team, 3, "expires: 2027-02-10");
    team.push();
    team.apply().ended(ExitCode.DONE);
    return team;
  }

  private static void line(GuardedTeam team, int user, String keys) {
    String name = Tenant.email(user);
    team.author().edit("roles/alpha.yaml", "- " + name, "- { user: %s, %s }".formatted(name, keys));
  }

  private static Cli.Ran at(GuardedTeam team, String time, String... more) {
    return team.team().run("plan", "--at=" + time, more);
  }

  @Test
  void itShowsWhatBeginsAndEndsByThenAndSoonAfter() {
    try (var team = team()) {
      for (String time : List.of("2027-02-01", "2027-02-01T00:00:00Z")) {
        at(team, time)
            .ended(ExitCode.DONE)
            .says(AS_OF, "+ user", "u2@example.com", "- user", "u1@example.com", "expired")
            .says("Ends within 14 days", "u3@example.com", "until 2027-02-10");
      }
      at(team, "2027-02-01", "--detailed-exitcode").ended(ExitCode.CHANGES);
      at(team, "2027-01-31T23:59:59Z").saysNot("expired", "- user");
      at(team, "2027-02-01", "--format=markdown").says("As of 2027-02-01T00:00:00Z");
      var json = at(team, "2027-02-01", "--format=json");
      assertEquals(List.of(), OutputSchemas.errors("plan-report", json.out()));
      var report = JsonMapper.shared().readTree(json.out());
      assertEquals("2027-02-01T00:00:00Z", report.get("at").asString());
      assertEquals(1, report.get("expiring").size());
      var now = team.team().run("plan", "--format=json");
      assertNull(JsonMapper.shared().readTree(now.out()).get("at"));
      team.plan().ended(ExitCode.DONE).says("No changes.").saysNot("As of", "Ends within");
      assertEquals(List.of("u0@example.com", "u1@example.com", "u3@example.com"), alpha(team));
    }
  }

  private static List<String> alpha(GuardedTeam team) {
    return List.copyOf(team.holders("alpha"));
  }

  @Test
  void whatIsNoTimeIsUsage() {
    try (var team = team()) {
      for (String time : List.of("tomorrow", "2027-02-30", "+10000-01-01T00:00:00Z", "2027-2-1")) {
        at(team, time).ended(ExitCode.USAGE).says("--at is a day such as 2027-02-01");
      }
      at(team, "2026-11-22").ended(ExitCode.USAGE).says("--at looks ahead, and 2026-11-22T00:00");
      at(team, "9999-12-31").ended(ExitCode.DONE).says("As of 9999-12-31T00:00:00Z");
      at(team, "2027-02-01", "--out=plan.json").ended(ExitCode.USAGE).says("--at takes no --out");
    }
  }

  /** The two who are left by then are too few, so the later run keeps who has expired. */
  @Test
  void anExpiryThatALaterRunWouldWithholdIsWithheld() {
    try (var team = team("minimum-holders: [ { role: alpha, people: 3 } ]")) {
      team.plan().ended(ExitCode.DONE);
      at(team, "2027-02-01").ended(ExitCode.DONE).saysNot("Withheld");
      at(team, "2027-03-01")
          .ended(ExitCode.CHANGES)
          .says("Withheld by minimum-holders", "the expiry of user u3@example.com in role alpha");
    }
  }

  /** An approval that is over by then lifts nothing any more. */
  @Test
  void approvalsAreThoseOfThatDay() {
    try (var team = team("removal-budget: { holders: { floor: 1, share: 10 } }")) {
      team.role("alpha", users(3, 4));
      line(team, 3, "expires: 2027-02-10");
      team.push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.plan().ended(ExitCode.CHANGES).says("approved");
      at(team, "2027-02-01").ended(ExitCode.BLOCKED).says("removal-budget", "needs an approval");
    }
  }

  /** What was taken today is no longer of the last 24 hours then. */
  @Test
  void theBudgetOfADayIsThatOfThatDay() {
    try (var team =
        new GuardedTeam(
            folder, "removal-budget: { people: { floor: 2, share: 100, ceiling: 6 } }")) {
      team.role("alpha", users(0, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(4, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(8, 20)).push();
      team.plan().ended(ExitCode.BLOCKED).says("8 people lose access");
      at(team, "2026-11-26").ended(ExitCode.DONE).saysNot("removal-budget");
    }
  }

  /** Whoever is waived until January may not come to hold both sides after it. */
  @Test
  void waiversAreThoseOfThatDay() {
    try (var team = new GuardedTeam(folder)) {
      team.fourEyes(
          """
          waivers:
            - users: [u1@example.com]
              owner: cfo
              reason: The second clerk starts in February.
              expires: 2027-01-31
          """);
      team.role("maker", users(1, 2)).role("checker", users(3, 4)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("checker", IntStream.of(1, 3)).push();
      team.plan().ended(ExitCode.CHANGES).saysNot("needs an approval");
      at(team, "2027-02-01").ended(ExitCode.BLOCKED).says("separation-of-duties");
    }
  }

  /** A line that is over by then is new against the base, and was written in time. */
  @Test
  void aLineThatEndsBeforeThatDayIsNoMistake() {
    try (var team = team()) {
      line(team, 0, "expires: 2026-12-31");
      team.push();
      String[] base = {"--base", "HEAD~1"};
      at(team, "2027-02-01", base).saysNot("past-expiry").says("u0@example.com", "expired");
      team.author()
          .edit(
              "roles/alpha.yaml",
              "u0@example.com, expires: 2026-12-31",
              "u0@example.com, expires: 2026-01-31");
      team.push();
      at(team, "2027-02-01", base).ended(ExitCode.INVALID_INPUT).says("past-expiry");
    }
  }

  /** Nobody may write today what may only be written then. */
  @Test
  void anApprovalThatLastsTooLongStaysAMistake() {
    try (var team = team()) {
      team.author()
          .write(
              "approvals/long.yaml",
              """
              kind: Approval
              tenants: [production]
              rule: removal-budget
              role: alpha
              people-affected: 2
              owner: ops
              reason: For ever.
              expires: 2027-06-30
              """);
      team.push();
      team.plan().ended(ExitCode.INVALID_INPUT).says("approval-too-long");
      at(team, "2027-05-20").ended(ExitCode.INVALID_INPUT).says("approval-too-long");
    }
  }
}
