package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run did is taken back from any clone, and the next apply does not do it again. */
@Tag("e2e")
final class UndoTest {
  @TempDir Path folder;

  private static Cli.Ran undo(GuardedTeam team, String run, String... more) {
    var all = new ArrayList<>(List.of("undo", run, "--approve"));
    all.addAll(List.of(more));
    return team.team().job().cli().run(all.toArray(String[]::new));
  }

  private static List<String> emails(IntStream users) {
    return users.mapToObj(Tenant::email).sorted().toList();
  }

  @Test
  void holdersAreAsBefore() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 4)).role("beta", users(0, 1));
      team.applied();
      team.role("alpha", users(2, 6)).role("beta", users(0, 2));
      team.applied();
      String bad = team.author().runId();
      undo(team, bad.substring(0, 8))
          .ended(ExitCode.DONE)
          .says("Takes back run " + bad.substring(0, 8), "5 of its changes.");
      assertEquals(emails(users(0, 4)), team.holders("alpha"));
      assertEquals(emails(users(0, 1)), team.holders("beta"));

      team.apply().ended(ExitCode.BLOCKED).says("error  held", "5 of the steps again");
      team.team().run("history", "--color=never").says("undid run " + bad);
      team.plan().ended(ExitCode.CHANGES).says("held");
      team.role("alpha", users(0, 4)).role("beta", users(0, 1)).push();
      team.plan().saysNot("error", "held");
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE).saysNot("held");
      team.team().run("drift", "--color=never").ended(ExitCode.DONE);
      team.role("alpha", users(0, 3)).push();
      team.apply().ended(ExitCode.DONE);
      assertEquals(emails(users(0, 3)), team.holders("alpha"), "what git granted, git takes back");
    }
  }

  @Test
  void whatMovedSinceIsLeft() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3));
      team.applied();
      team.role("alpha", users(1, 4));
      team.applied();
      String bad = team.author().runId();
      team.outsider().grant("alpha", Tenant.email(0));
      undo(team, bad)
          .ended(ExitCode.DONE)
          .says("Not taken back", Tenant.email(0) + " holds it already");
      assertEquals(emails(users(0, 3)), team.holders("alpha"));
    }
  }

  @Test
  void definitionsAndCapabilities() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3));
      team.applied();
      team.author().edit("roles/alpha.yaml", "name: alpha", "name: Omega");
      team.author().edit("roles/alpha.yaml", "  - audit:read", "  - users:view");
      team.applied();
      undo(team, team.author().runId()).ended(ExitCode.DONE);
      team.author().edit("roles/alpha.yaml", "name: Omega", "name: alpha");
      team.author().edit("roles/alpha.yaml", "  - users:view", "  - audit:read");
      team.push();
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }

  @Test
  void aRetiredRoleComesBackUnderAnotherSlug() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3)).role("beta", users(0, 3));
      team.applied();
      team.retire("alpha");
      team.applied();
      String bad = team.author().runId();
      undo(team, bad)
          .ended(ExitCode.PARTLY_DONE)
          .says(
              "Nothing is taken back.",
              "its slug is retired for ever: name another, --as alpha=NEW-SLUG");
      undo(team, bad, "--as", "alpha=alpha").ended(ExitCode.INVALID_INPUT).says("retired for ever");
      undo(team, bad, "--as", "alpha=beta").ended(ExitCode.INVALID_INPUT);
      undo(team, bad, "--as", "gamma=delta").ended(ExitCode.INVALID_INPUT).says("deleted no role");
      undo(team, bad, "--as", "alpha=alpha-2").ended(ExitCode.DONE);
      assertEquals(emails(users(0, 3)), team.holders("alpha-2"));
      team.apply().ended(ExitCode.BLOCKED).says("declares no role alpha-2");
      team.role("alpha-2", users(0, 3));
      team.author().edit("roles/alpha-2.yaml", "name: alpha-2", "name: alpha");
      team.push();
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }

  @Test
  void whatARunCreatedStaysWithoutItsHolders() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3));
      team.applied();
      team.role("beta", users(0, 3));
      team.applied();
      undo(team, team.author().runId()).ended(ExitCode.BLOCKED).says("removal-budget");
      undo(team, team.author().runId(), "--break-glass", "It was a mistake.")
          .ended(ExitCode.DONE)
          .says("Not taken back, \"create role beta\"");
      assertEquals(List.of(), team.holders("beta"));
      team.role("beta", users(0, 0)).push();
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }

  @Test
  void anUndoIsUndone() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3));
      team.applied();
      team.role("alpha", users(1, 5));
      team.applied();
      undo(team, team.author().runId()).ended(ExitCode.DONE);
      assertEquals(emails(users(0, 3)), team.holders("alpha"));
      undo(team, team.author().runId()).ended(ExitCode.DONE);
      assertEquals(emails(users(1, 5)), team.holders("alpha"));
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE).saysNot("held");
    }
  }

  @Test
  void itNeedsNoApprovalWithinADay() {
    try (var team =
        new GuardedTeam(
            folder,
            "grant-budget: { people: { floor: 1, share: 100, ceiling: 2 } }",
            "removal-budget: off")) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 6)).push();
      team.approve(team.apply().ended(ExitCode.BLOCKED)).apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0));
      team.applied();
      String bad = team.author().runId();
      after(team, Duration.ofHours(25), bad).ended(ExitCode.BLOCKED).says("grant-budget");
      assertEquals(List.of(), team.holders("alpha"));
      undo(team, bad).ended(ExitCode.DONE);
      assertEquals(emails(users(0, 6)), team.holders("alpha"));
    }
  }

  private static Cli.Ran after(GuardedTeam team, Duration time, String run) {
    return team.team().job().cli().at(Cli.NOW.plus(time)).run("undo", run, "--approve");
  }

  @Test
  void whatOnlyTheRecordSaysNeedsAnApproval() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 1));
      team.author().edit("roles/alpha.yaml", "manage: add", "manage: exact");
      team.applied();
      team.outsider().grant("alpha", Tenant.email(7));
      team.apply().ended(ExitCode.DONE);
      assertEquals(emails(users(0, 1)), team.holders("alpha"));
      String bad = team.author().runId();
      Cli.Ran refused =
          undo(team, bad)
              .ended(ExitCode.BLOCKED)
              .says("undo-unconfirmed", "add user " + Tenant.email(7) + " to role alpha");
      assertEquals(emails(users(0, 1)), team.holders("alpha"));
      team.approve(refused);
      undo(team, bad).ended(ExitCode.DONE);
      assertEquals(List.of(Tenant.email(0), Tenant.email(7)), team.holders("alpha"));
    }
  }

  @Test
  void whoseTimeIsOverStaysOut() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      team.author()
          .edit(
              "roles/alpha.yaml",
              "- " + Tenant.email(1),
              "- { user: %s, expires: 2026-11-23T13:00:00Z }".formatted(Tenant.email(1)));
      team.applied();
      team.applyAfter(Duration.ofHours(2)).ended(ExitCode.DONE);
      after(team, Duration.ofHours(3), team.author().runId())
          .ended(ExitCode.DONE)
          .says("is over since");
      assertEquals(emails(users(0, 1)), team.holders("alpha"));
    }
  }

  @Test
  void aHoldDoesNotStopIt() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      team.applied();
      team.role("alpha", users(1, 3));
      team.applied();
      team.team().job().cli().run("hold", "--for", "4h", "--reason", "Wait.").ended(ExitCode.DONE);
      undo(team, team.author().runId()).ended(ExitCode.DONE);
      assertEquals(emails(users(0, 2)), team.holders("alpha"));
      team.apply().ended(ExitCode.BLOCKED).says("Wait.");
      release(team).says("It stays held until a commit agrees");
      team.apply().ended(ExitCode.BLOCKED).says("2 of the steps again");
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE).saysNot("can be told who is meant");
      release(team).says("was not held");
    }
  }

  @Test
  void theUndoingCanBeGivenUp() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 2));
      team.applied();
      team.role("alpha", users(1, 3));
      team.applied();
      undo(team, team.author().runId()).ended(ExitCode.DONE);
      release(team).says("is lifted.");
      team.apply().ended(ExitCode.DONE);
      assertEquals(emails(users(1, 3)), team.holders("alpha"));
    }
  }

  private static Cli.Ran release(GuardedTeam team) {
    return team.team().job().cli().run("hold", "--release").ended(ExitCode.DONE);
  }

  @Test
  void whatIsNotKnownIsSaid() {
    try (var team = new GuardedTeam(folder)) {
      undo(team, "3f2a1b9c").ended(ExitCode.INVALID_INPUT).says("Nothing is recorded");
      team.role("alpha", users(0, 2));
      team.applied();
      undo(team, "3f2a1b9c")
          .ended(ExitCode.INVALID_INPUT)
          .says("No run in origin refs/heads/rolecall/record/production has the id 3f2a1b9c.");
      undo(team, team.author().runId().substring(0, 3)).ended(ExitCode.INVALID_INPUT);
      undo(team, team.author().runId(), "--as", "alpha").ended(ExitCode.USAGE).says("OLD=NEW");
    }
  }

  @Test
  void theBranchAgrees() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 3)).role("beta", users(0, 3)).role("kept", users(0, 3));
      team.applied();
      team.role("alpha", users(1, 5)).retire("beta").role("delta", users(2, 3));
      team.applied();
      String bad = team.author().runId();
      team.role("kept", users(0, 4)).push();
      try (var job = team.team().job()) {
        job.cli()
            .run("undo", bad, "--approve", "--as", "beta=beta-2", "--branch", "sorry/../x")
            .ended(ExitCode.INVALID_INPUT)
            .says("branch-refused");
        job.cli()
            .run(
                "undo",
                bad,
                "--approve",
                "--break-glass",
                "Wrong.",
                "--as",
                "beta=beta-2",
                "--branch",
                "sorry")
            .ended(ExitCode.DONE)
            .says("Branch sorry", "agrees with the tenant");
        job.pushBranch("sorry", "main");
      }
      assertEquals(List.of(), team.holders("delta"));
      assertEquals(emails(users(0, 3)), team.holders("beta-2"));
      team.plan().ended(ExitCode.CHANGES).saysNot("held").says("1 assignment added.");
      team.apply().ended(ExitCode.DONE);
      assertEquals(emails(users(0, 4)), team.holders("kept"));
      team.team().run("drift", "--color=never").ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }
}
