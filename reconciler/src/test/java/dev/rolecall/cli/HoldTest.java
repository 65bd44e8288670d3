package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run can be held back by whoever sees that it must not be, and lifted over in an emergency. */
@Tag("e2e")
final class HoldTest {
  @TempDir Path folder;

  private static final String SMALL =
      "removal-budget: { people: { floor: 1, share: 100, ceiling: 2 } }";

  private static Cli.Ran hold(GuardedTeam team, String... options) {
    var all = new ArrayList<>(List.of("hold"));
    all.addAll(List.of(options));
    return team.team().job().cli().run(all.toArray(String[]::new));
  }

  private static Cli.Ran held(GuardedTeam team) {
    return hold(team, "--for", "4h", "--reason", "Too much was taken.").ended(ExitCode.DONE);
  }

  private static void applied(GuardedTeam team) {
    team.push();
    team.apply().ended(ExitCode.DONE);
  }

  @Test
  void noCloneAppliesWhileItIsHeld() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      applied(team);
      held(team).says("is held until 2026-11-23T16:00:00Z");
      hold(team).ended(ExitCode.DONE).says("until 2026-11-23T16:00:00Z: Too much was taken.");
      team.role("alpha", users(0, 3)).push();
      team.plan().ended(ExitCode.CHANGES).says("held", "Too much was taken.");
      team.team()
          .run("drift", "--color=never")
          .ended(ExitCode.DONE)
          .says("Too much was taken.", "1 change waiting in git for the end of the hold.");
      team.writes();
      team.apply().ended(ExitCode.BLOCKED).says("error  held", "Too much was taken.");
      assertEquals(0, team.writes());
      assertEquals(List.of(Tenant.email(0), Tenant.email(1)), team.holders("alpha"));

      hold(team, "--release").ended(ExitCode.DONE).says("is lifted");
      hold(team, "--release").ended(ExitCode.DONE).says("was not held");
      team.apply().ended(ExitCode.DONE);
      assertEquals(3, team.holders("alpha").size());
    }
  }

  @Test
  void aHoldIsOverByItself() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      applied(team);
      held(team);
      team.role("alpha", users(0, 3)).push();
      team.applyAfter(Duration.ofHours(4).minusSeconds(1)).ended(ExitCode.BLOCKED);
      team.applyAfter(Duration.ofHours(4)).ended(ExitCode.DONE);
    }
  }

  @Test
  void anEmptyPlanIsHeldToo() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      applied(team);
      held(team);
      int before = team.team().commitsOfTheRecord();
      team.apply().ended(ExitCode.BLOCKED).says("error  held");
      assertEquals(before, team.team().commitsOfTheRecord());
    }
  }

  @Test
  void whatIsAskedWrongIsSaid() {
    try (var team = new GuardedTeam(folder)) {
      hold(team, "--for", "4h").ended(ExitCode.USAGE).says("both --for and --reason");
      hold(team, "--for", "0h", "--reason", "x").ended(ExitCode.USAGE).says("--for is a number");
      hold(team, "--for", "31d", "--reason", "x").ended(ExitCode.USAGE);
      hold(team, "--for", "4h", "--reason", " ").ended(ExitCode.USAGE).says("takes the reason");
      hold(team, "--release", "--reason", "x").ended(ExitCode.USAGE);
      hold(team, "--for", "4h", "--reason", "x").ended(ExitCode.INVALID_INPUT).says("no record");
    }
  }

  @Test
  void breakingTheGlassLeavesATraceUntilItIsRatified() {
    try (var team = new GuardedTeam(folder, SMALL)) {
      team.role("alpha", users(0, 6));
      applied(team);
      held(team);
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.BLOCKED).says("removal-budget", "error  held");
      team.team()
          .apply("--break-glass", "They are intruders.")
          .ended(ExitCode.DONE)
          .says("lifted by --break-glass");
      assertEquals(2, team.holders("alpha").size());
      hold(team).says("is held");
      hold(team, "--release").ended(ExitCode.DONE);

      String run = team.author().runId();
      team.plan()
          .ended(ExitCode.DONE)
          .says("broken-glass", run.substring(0, 8), "They are intruders.", "held, removal-budget");
      team.team().run("drift", "--color=never").ended(ExitCode.DONE).says("broken-glass");
      after(team, Duration.ofHours(25), "drift")
          .ended(ExitCode.CHANGES)
          .says("more than 24 hours ago");
      team.team().run("history", "--color=never").says("They are intruders.");

      team.author()
          .write(
              "approvals/emergency.yaml",
              """
              kind: Approval
              tenants: [production]
              ratifies: %s
              owner: identity-team
              reason: They were.
              """
                  .formatted(run.substring(0, 8)));
      team.push();
      after(team, Duration.ofHours(25), "plan").ended(ExitCode.DONE).saysNot("broken-glass");
      team.apply().ended(ExitCode.DONE);
      team.author().delete("approvals/emergency.yaml");
      team.push();
      after(team, Duration.ofHours(25), "drift").ended(ExitCode.DONE).saysNot("broken-glass");
    }
  }

  private static Cli.Ran after(GuardedTeam team, Duration time, String command) {
    return team.team().job().cli().at(Cli.NOW.plus(time)).run(command);
  }

  @Test
  void whatIsProtectedStaysSo() {
    try (var team = new GuardedTeam(folder, "protected: [ { role: alpha } ]")) {
      team.role("alpha", users(0, 2));
      applied(team);
      team.retire("alpha").push();
      team.team().apply("--break-glass", "It must go.").ended(ExitCode.BLOCKED).says("protected");
      assertEquals(2, team.holders("alpha").size());
    }
  }

  @Test
  void itCanBeSwitchedOff() {
    try (var team = new GuardedTeam(folder, SMALL, "break-glass: off")) {
      team.role("alpha", users(0, 6));
      applied(team);
      team.role("alpha", users(0, 2)).push();
      team.team()
          .apply("--break-glass", "It must be.")
          .ended(ExitCode.INVALID_INPUT)
          .says("break-glass-off");
      team.guards(SMALL).push();
      team.team()
          .apply("--break-glass", "It must be.")
          .ended(ExitCode.INVALID_INPUT)
          .says("break-glass-off");
      assertEquals(6, team.holders("alpha").size());
    }
  }

  @Test
  void nothingToLiftIsNoEmergency() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2)).push();
      team.team().apply("--break-glass", "To be sure.").ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE).saysNot("broken-glass");
    }
  }

  @Test
  void someOfIt() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2)).role("beta", users(0, 2));
      applied(team);
      team.role("alpha", users(1, 3)).role("beta", users(1, 3)).push();
      team.team().apply("--only-role", "alhpa").ended(ExitCode.INVALID_INPUT).says("alhpa");
      team.team()
          .apply("--only-role", "alpha", "--no-removals")
          .ended(ExitCode.DONE)
          .says("Left out");
      assertEquals(3, team.holders("alpha").size());
      assertEquals(2, team.holders("beta").size());
      team.team().apply("--no-removals").ended(ExitCode.DONE);
      assertEquals(3, team.holders("beta").size());
      team.plan().ended(ExitCode.CHANGES).says("2 assignments removed");
      team.team().run("history", "--color=never").says("--no-removals", "--only-role alpha");
      team.team().apply("--only-role", "beta").ended(ExitCode.DONE);
      assertEquals(2, team.holders("beta").size());
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }
}
