package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than one undo, and runs that decided about the same things in between. */
@Tag("e2e")
final class UndoAgainTest {
  @TempDir Path folder;
  @AutoClose private GuardedTeam team;

  @BeforeEach
  void start() {
    team = new GuardedTeam(folder, "removal-budget: off");
    team.role("alpha", users(0, 3)).role("beta", users(0, 3));
    team.applied();
  }

  /** The run that gave alpha to these alone. */
  private String alpha(IntStream users) {
    team.role("alpha", users);
    return team.applied();
  }

  private Cli.Ran undo(String... words) {
    var all = new ArrayList<>(List.of("undo", "--approve"));
    all.addAll(List.of(words));
    return team.team().job().cli().run(all.toArray(String[]::new));
  }

  private Cli.Ran hold(String... words) {
    var all = new ArrayList<>(List.of("hold"));
    all.addAll(List.of(words));
    return team.team().job().cli().run(all.toArray(String[]::new));
  }

  private static List<String> emails(IntStream users) {
    return users.mapToObj(Tenant::email).toList();
  }

  /** A run that took alpha from somebody, and one that took beta. */
  private List<String> twoUndone() {
    String first = alpha(users(1, 3));
    team.role("beta", users(1, 3));
    String second = team.applied();
    undo(first).ended(ExitCode.DONE);
    undo(second).ended(ExitCode.DONE);
    return List.of(first, second);
  }

  @Test
  void eachUndoingWaitsForACommitThatAgrees() {
    List<String> undone = twoUndone();
    String first = undone.getFirst();
    String second = undone.getLast();
    hold()
        .says(
            "undoing of run " + first.substring(0, 8), "undoing of run " + second.substring(0, 8));
    team.role("beta", users(0, 3)).push();
    team.apply()
        .ended(ExitCode.BLOCKED)
        .says("undid run " + first.substring(0, 8), "1 of the steps again")
        .saysNot("undid run " + second.substring(0, 8));
    assertEquals(emails(users(0, 3)), team.holders("alpha"));
    team.role("alpha", users(0, 3)).push();
    team.apply().ended(ExitCode.DONE);
    hold().says("is not held");
  }

  @Test
  void oneReleaseGivesAllOfThemUp() {
    List<String> undone = twoUndone();
    String first = undone.getFirst();
    String second = undone.getLast();
    hold("--for", "1h", "--reason", "Lunch.").ended(ExitCode.DONE);
    hold().says("is held by", "Lunch.", "undoing of run " + first.substring(0, 8));
    team.apply().ended(ExitCode.BLOCKED).says("Lunch.", "undid run " + first.substring(0, 8));
    hold("--release")
        .says(
            "It stays held until a commit agrees with the undoing of run %s and of run %s"
                .formatted(first.substring(0, 8), second.substring(0, 8)));
    hold("--release").says("is lifted");
    team.apply().ended(ExitCode.DONE);
    assertEquals(emails(users(1, 3)), team.holders("alpha"));
  }

  @Test
  void aHoldOfSomebodyElseIsNoUndo() {
    String bad = alpha(users(1, 3));
    undo(bad).ended(ExitCode.DONE);
    hold("--for", "1m", "--reason", "Lunch.").ended(ExitCode.DONE);
    team.team()
        .job()
        .cli()
        .at(Cli.NOW.plus(Duration.ofMinutes(2)))
        .run("plan")
        .says("undid run " + bad.substring(0, 8))
        .saysNot("Lunch.");
  }

  @Test
  void whoBreaksTheGlassGivesTheUndoingUp() {
    String bad = alpha(users(1, 3));
    undo(bad).ended(ExitCode.DONE);
    team.team().apply("--break-glass", "They are intruders.").ended(ExitCode.DONE);
    assertEquals(emails(users(1, 3)), team.holders("alpha"));
    hold().says("is not held");
  }

  @Test
  void whatALaterRunDecidedIsLeft() {
    String first = alpha(users(1, 3));
    alpha(users(0, 3));
    String third = alpha(users(1, 3));
    undo(first)
        .ended(ExitCode.PARTLY_DONE)
        .says(
            "Nothing is taken back.",
            "remove user " + Tenant.email(0) + " from role alpha",
            "run %s decided about it since".formatted(third.substring(0, 8)));
    undo(first, "--format", "json").says("\"not-undone\"", "decided about it since");
    assertEquals(emails(users(1, 3)), team.holders("alpha"));
    undo(third).ended(ExitCode.DONE);
    assertEquals(emails(users(0, 3)), team.holders("alpha"));
  }

  @Test
  void whatAHandGaveAndALaterRunTookIsLeft() {
    team.author().edit("roles/alpha.yaml", "manage: add", "manage: exact");
    team.applied();
    team.author().edit("roles/alpha.yaml", "    - " + Tenant.email(0) + "\n", "");
    String first = team.applied();
    team.outsider().grant("alpha", Tenant.email(0));
    team.push();
    team.apply().ended(ExitCode.DONE);
    undo(first).ended(ExitCode.PARTLY_DONE).says("decided about it since");
    assertEquals(emails(users(1, 3)), team.holders("alpha"));
  }

  /** Anybody may push a branch; only what is before the commit at hand was reviewed with it. */
  @Test
  void whatAnUnmergedBranchDeclaredIsNotGivenBack() {
    try (RolesRepo clone = team.team().job()) {
      clone.edit("roles/alpha.yaml", "  users:\n", "  users:\n    - " + Tenant.email(7) + "\n");
      clone.commit("On a branch");
      clone.pushBranch("main", "feature");
      clone.cli().run("apply", "--approve").ended(ExitCode.DONE);
    }
    team.team().apply("--rollback").ended(ExitCode.DONE);
    assertEquals(emails(users(0, 3)), team.holders("alpha"));
    undo(team.author().runId()).ended(ExitCode.BLOCKED).says("undo-unconfirmed", Tenant.email(7));
    assertEquals(emails(users(0, 3)), team.holders("alpha"));
  }

  @Test
  void ownWorkIsNoDrift() {
    String bad = alpha(users(1, 3));
    undo(bad).ended(ExitCode.DONE);
    team.team()
        .run("drift", "--color=never")
        .ended(ExitCode.DONE)
        .says("No drift", "waiting in git")
        .saysNot("put back", "--only drift");
    team.plan().saysNot("Drift", "put back").says("1 of the steps again");
  }

  @Test
  void anUndoIsDoneWhenAllOfItIs() {
    String bad = alpha(users(1, 3));
    undo(bad).ended(ExitCode.DONE);
    undo(bad).ended(ExitCode.DONE).says("Nothing is taken back.").saysNot("as git declares it");
    team.team()
        .run("history", "--color=never")
        .ended(ExitCode.DONE)
        .says("undid run " + bad)
        .saysNot("partial");
  }

  @Test
  void aTextOfACapabilityComesBack() {
    team.author()
        .write(
            "capabilities/pay.yaml",
            """
            kind: Capability
            area: payments
            action: approve
            name: Approve
            description: Approve a payment.
            """);
    team.applied();
    team.author().edit("capabilities/pay.yaml", "name: Approve", "name: Release");
    String bad = alphaAndMore();
    undo(bad).ended(ExitCode.DONE).says("2 of its changes");
    assertEquals(emails(users(0, 3)), team.holders("alpha"));
    team.plan().says("Held since");
  }

  private String alphaAndMore() {
    team.role("alpha", users(1, 3));
    return team.applied();
  }

  @Test
  void aRoleComesBackOnce() {
    team.retire("alpha");
    String bad = team.applied();
    undo(bad, "--as", "alpha=a-2", "--as", "alpha=a-3").ended(ExitCode.USAGE).says("twice");
    undo(bad, "--as", "alpha=a-2").ended(ExitCode.DONE);
    undo(bad, "--as", "alpha=a-3").ended(ExitCode.PARTLY_DONE).says("it is back already, as a-2");
    assertEquals(emails(users(0, 3)), team.holders("a-2"));
  }

  @Test
  void theBranchOfAnUndoOfAnUndoBringsTheFilesBack() {
    String bad = alpha(users(1, 3));
    String undone = withBranch(bad);
    team.apply().ended(ExitCode.DONE);
    withBranch(undone);
    team.plan().says("Nothing to write now.").saysNot("held");
    team.apply().ended(ExitCode.DONE);
    team.plan().ended(ExitCode.DONE);
    assertEquals(emails(users(1, 3)), team.holders("alpha"));
  }

  /** Undoes it and pushes the branch that agrees as main; the run that did. */
  private String withBranch(String bad) {
    try (RolesRepo clone = team.team().job()) {
      clone
          .cli()
          .run("undo", bad, "--approve", "--branch", "of-" + bad)
          .ended(ExitCode.DONE)
          .says("Branch of-" + bad, "agrees with the tenant: push it");
      clone.pushBranch("of-" + bad, "main");
    }
    return team.author().runId();
  }

  @Test
  void whatNoLineSaysIsToBeEditedByHand() {
    team.author().edit("roles/alpha.yaml", "manage: add", "manage: exact");
    team.applied();
    team.outsider().grant("alpha", Tenant.email(7));
    team.push();
    team.apply().ended(ExitCode.DONE);
    String bad = team.author().runId();
    team.approve(undo(bad).ended(ExitCode.BLOCKED));
    undo(bad, "--branch", "sorry")
        .ended(ExitCode.DONE)
        .says("No branch was written", "add user " + Tenant.email(7) + " to role alpha")
        .saysNot("agree with the tenant already");
  }

  @Test
  void theBranchSaysWhatElseItWouldDo() {
    team.author().edit("roles/alpha.yaml", "description: A role.", "description: Another.");
    team.role("beta", users(1, 3));
    String bad = team.applied();
    team.outsider().write("PATCH", "roles/alpha", Map.of("description", "By hand.")).ok();
    undo(bad, "--branch", "sorry")
        .ended(ExitCode.DONE)
        .says("does not agree with the tenant yet", "Applying it would do more than was undone");
  }
}
