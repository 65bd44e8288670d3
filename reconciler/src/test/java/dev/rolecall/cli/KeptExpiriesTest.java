package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's time is over and too few would be left: they stay, and every command says so. */
@Tag("e2e")
final class KeptExpiriesTest {
  private static final String TWO = "minimum-holders: [ { role: alpha, people: 2 } ]";
  private static final Duration LATER = Duration.ofDays(3);
  private static final String KEPT =
      "Withheld by minimum-holders, because too few people would be left: the expiry of user"
          + " u1@example.com in role alpha.";

  @TempDir Path folder;

  /** Two hold alpha, one of them for two days; so they did when it was applied. */
  private GuardedTeam team() {
    var team = new GuardedTeam(folder, TWO);
    team.role("alpha", users(0, 1)).role("beta", users(5, 7));
    team.author()
        .edit(
            "roles/alpha.yaml",
            "- u0@example.com",
            "- u0@example.com\n    - { user: u1@example.com, expires: 2026-11-24 }");
    team.push();
    team.apply().ended(ExitCode.DONE);
    return team;
  }

  private static Cli.Ran run(GuardedTeam team, Duration after, String... line) {
    return team.team().job().cli().at(Cli.NOW.plus(after)).run(line);
  }

  @Test
  void theRestIsDoneAndItIsSaidUntilItIsSettled() {
    try (var team = team()) {
      team.role("beta", users(5, 8)).push();
      run(team, LATER, "plan").ended(ExitCode.CHANGES).says(KEPT, "+ user u7@example.com");
      run(team, LATER, "drift").ended(ExitCode.CHANGES).says(KEPT, "warning  minimum-holders");
      run(team, LATER, "apply", "--approve").ended(ExitCode.PARTLY_DONE).says(KEPT, "1 step done");
      assertEquals(3, team.holders("beta").size());
      assertEquals(2, team.holders("alpha").size());

      for (int day = 4; day < 6; day++) {
        Duration then = Duration.ofDays(day);
        run(team, then, "plan").ended(ExitCode.CHANGES).says(KEPT).saysNot("No changes");
        run(team, then, "drift").ended(ExitCode.CHANGES).says(KEPT).saysNot("- user");
        run(team, then, "apply", "--approve").ended(ExitCode.PARTLY_DONE).says(KEPT);
      }
      assertEquals(2, team.holders("alpha").size());

      team.approve(run(team, LATER, "plan").says("holders-left: 1"));
      run(team, LATER, "plan").ended(ExitCode.DONE).says("Guards: 1 approved").saysNot("Withheld");
      run(team, LATER, "apply", "--approve").ended(ExitCode.DONE);
      assertEquals(List.of("u0@example.com"), team.holders("alpha"));
      run(team, LATER, "plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
      run(team, LATER, "drift").ended(ExitCode.DONE);
    }
  }

  /** What was applied since has not taken it back: nobody has given it again. */
  @Test
  void whatWasKeptExpiresWhenItMay() {
    try (var team = team()) {
      team.role("beta", users(5, 8)).push();
      run(team, LATER, "apply", "--approve").ended(ExitCode.PARTLY_DONE);
      team.author()
          .edit("roles/alpha.yaml", "- u0@example.com", "- u0@example.com\n    - u2@example.com");
      team.push();
      run(team, Duration.ofDays(4), "plan").ended(ExitCode.DONE).saysNot("Drift", "taken back");
      run(team, Duration.ofDays(4), "apply", "--approve", "--only", "pending,expired")
          .ended(ExitCode.DONE);
      assertEquals(List.of("u0@example.com", "u2@example.com"), team.holders("alpha"));
    }
  }

  @Test
  void aGrantInTheSameChangeLetsItGo() {
    try (var team = team()) {
      team.author()
          .edit("roles/alpha.yaml", "- u0@example.com", "- u0@example.com\n    - u2@example.com");
      team.push();
      // The grant left out, nothing but the expiry is left of it.
      run(team, LATER, "apply", "--approve", "--only", "expired")
          .ended(ExitCode.PARTLY_DONE)
          .says(KEPT);
      assertEquals(2, team.holders("alpha").size());
      run(team, LATER, "apply", "--approve").ended(ExitCode.DONE).saysNot("Withheld");
      assertEquals(List.of("u0@example.com", "u2@example.com"), team.holders("alpha"));
    }
  }

  /** Who is released with an ended line in the file is not forgotten with it. */
  @Test
  void observeDoesNotHideIt() {
    try (var team = team()) {
      team.author().edit("roles/alpha.yaml", "manage: add", "manage: observe");
      team.push();
      String said = "user u1@example.com still holds alpha, though this line ended on 2026-11-24";
      run(team, LATER, "plan", "--detailed-exitcode")
          .ended(ExitCode.CHANGES)
          .says("of them git's own 2 (u0@example.com, u1@example.com)", said);
      run(team, LATER, "apply", "--approve").says(said, "Withheld");
      run(team, LATER, "drift").ended(ExitCode.CHANGES).says("expired-observed", said);
      team.author()
          .edit("roles/alpha.yaml", "\n    - { user: u1@example.com, expires: 2026-11-24 }", "");
      team.push();
      run(team, LATER, "drift").ended(ExitCode.DONE);
    }
  }

  @Test
  void aSavedPlanWithholdsTheSame() {
    try (var team = team()) {
      team.role("beta", users(5, 8)).push();
      String file = folder.resolve("plan.json").toString();
      run(team, LATER, "plan", "--out", file).ended(ExitCode.CHANGES).says(KEPT);
      run(team, LATER, "apply", "--plan", file)
          .ended(ExitCode.PARTLY_DONE)
          .says(KEPT)
          .saysNot("Left out");
      assertEquals(3, team.holders("beta").size());
      assertEquals(2, team.holders("alpha").size());
    }
  }

  @Test
  void whatElseStandsAgainstThePlanStopsIt() {
    try (var team = team()) {
      team.role("beta", users(0, 0)).push();
      run(team, LATER, "plan").ended(ExitCode.BLOCKED).says(KEPT, "removal-budget");
      run(team, LATER, "apply", "--approve").ended(ExitCode.BLOCKED).says(KEPT);
      assertEquals(2, team.holders("beta").size());
    }
  }
}
