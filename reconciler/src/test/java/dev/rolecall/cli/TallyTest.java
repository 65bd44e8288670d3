package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day took is counted once: not less after a kill or a move, and not for somebody else. */
@Tag("e2e")
final class TallyTest {
  /** Up to four people lose something within a day. */
  private static final String FOUR =
      "removal-budget: { people: { floor: 2, share: 100, ceiling: 4 } }";

  /** When the lease of a run of now is over. */
  private static final Duration LATER = Duration.ofMinutes(36);

  @TempDir Path folder;

  /**
   * Two are to lose alpha, and two a capability of beta. The run dies between the one and the
   * other, or before both, and its end is not recorded.
   */
  private GuardedTeam killedAfter(int writes) {
    var team = new GuardedTeam(folder, FOUR);
    team.role("alpha", users(0, 20)).role("beta", users(24, 26)).push();
    team.apply().ended(ExitCode.DONE);
    other(team, 2);
    team.team().takesPushes(1);
    team.refuseWrites(number -> number > writes);
    team.apply();
    team.refuseWrites(_ -> false);
    team.team().takesPushes(-1);
    return team;
  }

  private static void other(GuardedTeam team, int from) {
    team.role("alpha", users(from, 20)).role("beta", users(24, 26));
    team.author().edit("roles/beta.yaml", "audit:read", "reports:view");
    team.push();
  }

  @Test
  void aKilledRunIsFinishedAndCountsOnce() {
    try (var team = killedAfter(2)) {
      assertEquals(18, team.holders("alpha").size());
      team.applyAfter(LATER).ended(ExitCode.DONE);
      // What both did comes to four, and a fifth is one too many.
      other(team, 3);
      team.applyAfter(LATER.multipliedBy(2))
          .ended(ExitCode.BLOCKED)
          .says("5 people lose access, 4 of them within the last 24 hours");
      team.applyAfter(Duration.ofHours(26)).ended(ExitCode.DONE);
    }
  }

  @Test
  void whatAKilledRunDidCountsForAnotherChange() {
    try (var team = killedAfter(2)) {
      other(team, 3);
      team.applyAfter(LATER)
          .ended(ExitCode.BLOCKED)
          .says("5 people lose access, 2 of them within the last 24 hours");
      assertEquals(18, team.holders("alpha").size());
    }
  }

  @Test
  void whatAKilledRunMeantAndNobodyAsksForAnyMoreCountsAsDone() {
    try (var team = killedAfter(2)) {
      team.role("alpha", users(3, 20)).role("beta", users(24, 26)).push();
      team.applyAfter(LATER)
          .ended(ExitCode.BLOCKED)
          .says("7 people lose access, 4 of them within the last 24 hours");
    }
  }

  @Test
  void aKilledRunThatDidNothingCountsForNothing() {
    try (var team = killedAfter(0)) {
      assertEquals(20, team.holders("alpha").size());
      other(team, 2);
      team.applyAfter(LATER).ended(ExitCode.DONE);
      assertEquals(18, team.holders("alpha").size());
    }
  }

  @Test
  void aTallyIsOfOneTenant() {
    try (var team = new GuardedTeam(folder, FOUR);
        var other = Tenant.ofUsers(30)) {
      String settings = team.author().read("rolecall.yaml");
      int guards = settings.indexOf("guards:");
      team.author()
          .write(
              "rolecall.yaml",
              settings.substring(0, guards)
                  + RolesRepo.entry("staging", other.url())
                  + settings.substring(guards));
      team.author()
          .write(
              "roles/alpha.yaml",
              """
              kind: Role
              slug: alpha
              name: Alpha
              description: A role.
              capabilities: ["audit:read"]
              """);
      List<String> tenants = List.of("production", "staging");
      tenants.forEach(name -> assign(team, name, 0, 20));
      team.push();
      tenants.forEach(name -> apply(team, name).ended(ExitCode.DONE));

      tenants.forEach(name -> assign(team, name, 4, 20));
      team.push();
      tenants.forEach(name -> apply(team, name).ended(ExitCode.DONE));
      tenants.forEach(name -> assign(team, name, 5, 20));
      team.push();
      tenants.forEach(name ->
          apply(team, name).ended(ExitCode.BLOCKED).says("5 people lose access, 4 of them"));
      assertEquals(16, other.outsider().holders("alpha").size());
    }
  }

  private static void assign(GuardedTeam team, String tenant, int from, int to) {
    var yaml =
        new StringBuilder("kind: Assignment\nrole: alpha\ntenants: [" + tenant + "]\nusers:\n");
    users(from, to).forEach(user -> yaml.append("  - " + Tenant.email(user) + "\n"));
    team.author().write("assignments/" + tenant + ".yaml", yaml.toString());
  }

  private static Cli.Ran apply(GuardedTeam team, String tenant) {
    return team.team().run("apply", "--approve", "--tenant", tenant);
  }

  /** Three are gone, two more are to go, and the settings are edited so. */
  private GuardedTeam threeOfFour(String setting, String to) {
    var team = new GuardedTeam(folder, FOUR);
    team.role("alpha", users(0, 20)).push();
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", users(3, 20)).push();
    team.apply().ended(ExitCode.DONE);
    team.author().edit("rolecall.yaml", setting, to);
    team.role("alpha", users(5, 20)).push();
    return team;
  }

  private static void staysBlocked(GuardedTeam team, String... more) {
    String[] line =
        Stream.concat(Stream.of("--rebind", "production"), Stream.of(more)).toArray(String[]::new);
    team.team()
        .apply(line)
        .ended(ExitCode.BLOCKED)
        .says("5 people lose access, 3 of them within the last 24 hours");
    assertEquals(17, team.holders("alpha").size());
  }

  @Test
  void aTenantThatIsCalledOtherwiseKeepsItsTally() {
    try (var team = threeOfFour("  production:", "  live:")) {
      staysBlocked(team);
      staysBlocked(team, "--begin");
    }
  }

  @Test
  void aTenantThatMovedKeepsItsTally() {
    try (var team = threeOfFour("http://127.0.0.1:", "http://localhost:")) {
      staysBlocked(team);
    }
  }

  /** Whoever approved that roles are retired has not looked at how many people lose something. */
  @Test
  void anApprovalOfOneNumberLeavesTheOthersCounted() {
    String tight =
        "removal-budget: { roles: { floor: 0, share: 0, ceiling: 1 },"
            + " people: { floor: 2, share: 100, ceiling: 4 } }";
    try (var team = new GuardedTeam(folder, tight)) {
      team.role("alpha", users(0, 3)).role("beta", users(10, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.retire("alpha").push();
      team.approve(team.plan().ended(ExitCode.BLOCKED).says("roles-retired: 1"));
      team.apply().ended(ExitCode.DONE);
      team.role("beta", users(12, 20)).push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("5 people lose access, 3 of them within the last 24 hours");
    }
  }
}
