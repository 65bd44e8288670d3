package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways round the guards that somebody has tried. */
@Tag("e2e")
final class GuardAttacksTest {
  @TempDir Path folder;

  private GuardedTeam team(String... guards) {
    return new GuardedTeam(folder, guards);
  }

  private static void end(GuardedTeam team, String slug, int user, String entry) {
    String email = Tenant.email(user);
    team.author()
        .edit(
            "roles/" + slug + ".yaml", "- " + email, "- { user: %s, %s }".formatted(email, entry));
  }

  private static GuardedTeam makersAndCheckers(GuardedTeam team) {
    team.fourEyes("");
    team.role("maker", users(0, 3)).role("checker", users(3, 6)).push();
    team.apply().ended(ExitCode.DONE);
    return team;
  }

  @Test
  void anEndToComeMakesUpForNoGain() {
    try (var team = makersAndCheckers(team())) {
      team.role("checker", IntStream.of(0, 3, 4, 5));
      end(team, "maker", 0, "expires: 2027-12-10");
      team.push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("separation-of-duties", "1 person comes to hold role maker together with role");
      assertEquals(3, team.holders("checker").size());
    }
  }

  @Test
  void aWaiverOfTheSameChangeDoesNotCountYet() {
    try (var team = makersAndCheckers(team())) {
      String waiver =
          """
          waivers:
            - users: [u0@example.com]
              owner: nobody
              reason: It suits me.
              expires: 2027-12-10
          """;
      team.fourEyes(waiver);
      team.role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.apply().ended(ExitCode.BLOCKED).says("separation-of-duties");
      team.author().delete("policies/four-eyes.yaml");
      team.push();
      team.apply().ended(ExitCode.BLOCKED).says("separation-of-duties");
    }
  }

  @Test
  void guardsThatTheSameChangeLoosensStillCount() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.guards("removal-budget: off").role("alpha", users(0, 0)).push();
      team.apply().ended(ExitCode.BLOCKED).says("removal-budget");
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      team.apply().ended(ExitCode.DONE);
    }
  }

  @Test
  void aLaterStartMakesUpForNoLoss() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 4));
      end(team, "alpha", 2, "from: 2099-01-01");
      end(team, "alpha", 3, "from: 2099-01-01");
      team.push();
      team.apply().ended(ExitCode.BLOCKED).says("Role alpha: 2 of 2 people lose it.");
    }
  }

  @Test
  void anEndThatIsSetIsAskedAboutWhereSomebodyMustStay() {
    try (var team = team("minimum-holders: [ { role: alpha, people: 2 } ]")) {
      team.role("alpha", users(0, 3)).push();
      team.apply().ended(ExitCode.DONE);
      end(team, "alpha", 0, "expires: 2026-12-24");
      end(team, "alpha", 1, "expires: 2026-12-24");
      team.push();
      team.apply().ended(ExitCode.BLOCKED).says("minimum-holders", "1 person keeps it of 3");
    }
  }

  @Test
  void slicesOfTheFirstDayAreCounted() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("Role alpha: 2 of 2 people lose it, 1 within the last 24 hours.");
    }
  }

  @Test
  void whatIsDoneIsNotDoneOnceMoreWithTheSameApproval() {
    try (var team = team("removal-budget: { people: { floor: 1, share: 0, ceiling: 100 } }")) {
      team.role("alpha", users(0, 6)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 6)).push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 6)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 6)).push();
      team.apply().ended(ExitCode.BLOCKED).says("was used already");
      team.author()
          .edit(
              "approvals/removal-budget-people-affected.yaml",
              "expires: 2026-12-07",
              "expires: 2026-12-06");
      team.push();
      team.apply().ended(ExitCode.BLOCKED).says("was used already");
      assertEquals(List.of(0, 1, 2, 3, 4, 5).size(), team.holders("alpha").size());
    }
  }
}
