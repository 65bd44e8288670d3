package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards take a drain for the retirement that it is, and the deletion after it for nothing. */
@Tag("e2e")
final class DrainGuardsTest {
  private static final String FEW =
      "removal-budget: { roles: { floor: 2, share: 20, ceiling: 2 } }";
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path folder;

  private static void applied(GuardedTeam team) {
    team.push();
    team.apply().ended(ExitCode.DONE);
  }

  private static Cli.Ran refused(GuardedTeam team) {
    team.push();
    team.plan().ended(ExitCode.BLOCKED);
    return team.apply().ended(ExitCode.BLOCKED);
  }

  private static void drain(GuardedTeam team, String slug, String... more) {
    var line = new ArrayList<>(List.of("retire", slug, "--reason", "Gone."));
    line.addAll(List.of(more));
    team.author().cli().run(line.toArray(String[]::new)).ended(ExitCode.DONE);
  }

  private GuardedTeam withRoles(String... guards) {
    var team = new GuardedTeam(folder, guards);
    for (int i = 0; i < 5; i++) {
      team.role("role-" + i, users(3 * i, 3 * i + 3));
    }
    applied(team);
    return team;
  }

  @Test
  void drainsOfADayCountTogetherAsRetirements() {
    try (var team = withRoles(FEW)) {
      drain(team, "role-0");
      drain(team, "role-1");
      applied(team);
      drain(team, "role-2");
      refused(team)
          .says(
              "3 roles that two or more people hold are retired, 2 of them within the last 24"
                  + " hours",
              "roles-retired: 3")
          .saysNot("assignments are removed");
      // A week later nobody is left in those two, so that their deletion counts for nothing.
      team.applyAfter(WEEK).ended(ExitCode.DONE);
      assertEquals(List.of("role-3", "role-4"), roles(team));
    }
  }

  private static List<String> roles(GuardedTeam team) {
    return team.outsider().roles().stream().filter(role -> role.startsWith("role-")).toList();
  }

  @Test
  void whoHoldsItAgainWhenItIsDeletedCounts() {
    try (var team = withRoles("removal-budget: { people: { floor: 4, share: 5, ceiling: 4 } }")) {
      drain(team, "role-0");
      applied(team);
      users(15, 20).forEach(user -> team.outsider().grant("role-0", Tenant.email(user)));
      team.applyAfter(WEEK)
          .ended(ExitCode.BLOCKED)
          .says("retired for ever; 5 holders lose it", "5 people lose access");
    }
  }

  /** Judged when the day is declared, not when it comes. */
  @Test
  void aDrainOfAnotherDayIsJudgedNow() {
    try (var team = withRoles(FEW)) {
      for (int i = 0; i < 3; i++) {
        drain(team, "role-" + i, "--drain", "2026-11-25");
      }
      Cli.Ran ran =
          refused(team).says("3 roles that two or more people hold are retired").saysNot("- user");
      team.approve(ran);
      team.apply().ended(ExitCode.DONE);
      assertEquals(3, team.holders("role-0").size());
      team.applyAfter(Duration.ofDays(2)).ended(ExitCode.DONE).says("9 steps done");
      assertTrue(team.holders("role-0").isEmpty());
    }
  }

  @Test
  void aProtectedRoleIsNotDrainedNotEvenOffline() {
    try (var team = withRoles("protected: [{ role: role-0 }]")) {
      drain(team, "role-0", "--drain", "2026-11-25");
      refused(team).says("The role role-0 is protected, and is retired.");
      team.team()
          .run("validate", "--base", "HEAD~1")
          .ended(ExitCode.BLOCKED)
          .says("The role role-0 is protected, and is retired.");
    }
  }

  @Test
  void aRoleThatWasDrainedReturnsUnderNoOtherName() {
    try (var team = new GuardedTeam(folder)) {
      wide(team, "alpha");
      applied(team);
      drain(team, "alpha");
      applied(team);
      wide(team, "omega");
      refused(team)
          .says("The new role omega has all 3 capabilities of alpha, which was retired on");
      // Withdrawn, it is no role that has gone.
      team.author().delete("retired/alpha.yaml").delete("roles/omega.yaml");
      wide(team, "alpha");
      applied(team);
      wide(team, "omega");
      team.push();
      team.apply().ended(ExitCode.DONE);
    }
  }

  private static void wide(GuardedTeam team, String slug) {
    team.role(slug, users(0, 1));
    team.author()
        .edit(
            "roles/" + slug + ".yaml",
            "  - audit:read\n",
            "  - audit:read\n  - reports:view\n  - users:view\n");
  }

  @Test
  void aRenameMovesItsHoldersAndTakesNothing() {
    try (var team =
        new GuardedTeam(
            folder,
            "removal-budget: { roles: { floor: 0, share: 0, ceiling: 0 },"
                + " people: { floor: 1, share: 0, ceiling: 1 } }")) {
      team.role("alpha", users(0, 8));
      applied(team);
      team.role("omega", users(0, 8));
      drain(team, "alpha", "--successor", "omega");
      team.push();
      team.plan().ended(ExitCode.CHANGES).says("successor: omega", "1 role created, 1 drained");
      team.apply().ended(ExitCode.DONE);
      assertEquals(8, team.holders("omega").size());
      assertTrue(team.holders("alpha").isEmpty());
    }
  }

  @Test
  void aRoleThatTooFewWouldKeepIsNotDrained() {
    try (var team = new GuardedTeam(folder, "minimum-holders: [ { role: alpha, people: 2 } ]")) {
      team.role("alpha", IntStream.of(0, 1));
      applied(team);
      drain(team, "alpha");
      refused(team).says("minimum-holders");
      assertEquals(2, team.holders("alpha").size());
    }
  }
}
