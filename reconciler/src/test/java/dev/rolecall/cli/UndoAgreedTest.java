package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commits agree with an undo, so that it ends, and which would do the damage once more. */
@Tag("e2e")
final class UndoAgreedTest {
  private static final String ANEW =
      "\n    - %s\n    - { user: %s, expires: 2026-12-02 }"
          .formatted(Tenant.email(1), Tenant.email(2));

  @TempDir Path folder;
  @AutoClose private GuardedTeam team;

  @BeforeEach
  void start() {
    team = new GuardedTeam(folder, "removal-budget: off");
    team.role("alpha", users(0, 3)).role("beta", users(0, 3));
    team.applied();
  }

  private Cli.Ran days(int days, String... words) {
    return team.team().job().cli().at(Cli.NOW.plus(Duration.ofDays(days))).run(words);
  }

  private Cli.Ran undo(String... words) {
    var all = new ArrayList<>(List.of("undo", "--approve"));
    all.addAll(List.of(words));
    return days(0, all.toArray(String[]::new)).ended(ExitCode.DONE);
  }

  private void retire(String... words) {
    var all = new ArrayList<>(List.of("retire", "alpha", "--reason", "Over."));
    all.addAll(List.of(words));
    team.author().cli().run(all.toArray(String[]::new)).ended(ExitCode.DONE);
  }

  private void holds(String role, IntStream users) {
    assertEquals(users.mapToObj(Tenant::email).toList(), team.holders(role));
  }

  @Test
  void theDayOfADeletionThatWasUndoneDeletesNothing() {
    retire();
    undo(team.applied());
    for (List<String> words :
        List.of(
            List.of("apply", "--approve"),
            List.of("apply", "--approve", "--no-removals"),
            List.of("apply", "--approve", "--only-role", "alpha"))) {
      days(8, words.toArray(String[]::new)).ended(ExitCode.BLOCKED).says("undid run");
    }
    days(8, "drift").says("Waiting in git", "retired for ever");
    holds("alpha", users(0, 3));
  }

  @Test
  void aRoleThatCameBackIsDeclaredWithWhomItGotBack() {
    retire("--now");
    undo(team.applied(), "--as", "alpha=alpha2");
    team.role("alpha2", users(0, 1)).push();
    team.apply().ended(ExitCode.BLOCKED).says("2 of the steps again");
    holds("alpha2", users(0, 3));
    team.role("alpha2", users(0, 3)).push();
    team.apply().ended(ExitCode.DONE);
    holds("alpha2", users(0, 3));
  }

  @Test
  void anEmergencyElsewhereGivesNoUndoingUp() {
    team.role("alpha", users(0, 1));
    undo(team.applied());
    team.role("beta", users(0, 4)).push();
    days(0, "apply", "--approve", "--only-role", "beta", "--break-glass", "On call.")
        .ended(ExitCode.DONE);
    days(0, "hold").says("undoing of run");
    team.apply().ended(ExitCode.BLOCKED).says("undid run");
    holds("alpha", users(0, 3));
    days(0, "apply", "--approve", "--break-glass", "They must go.").ended(ExitCode.DONE);
    days(0, "hold").says("is not held");
    holds("alpha", users(0, 1));
  }

  @Test
  void anEndThatComesMeanwhileIsNoDamage() {
    team.author()
        .edit(
            "roles/alpha.yaml",
            Tenant.email(2),
            "{ user: %s, expires: 2026-12-02 }".formatted(Tenant.email(2)));
    team.applied();
    team.role("alpha", users(0, 1));
    undo(team.applied(), "--branch", "back");
    team.author().edit("roles/alpha.yaml", Tenant.email(0), Tenant.email(0) + ANEW);
    team.push();
    days(10, "apply", "--approve").ended(ExitCode.DONE);
    days(10, "hold").says("is not held");
    holds("alpha", users(0, 2));
  }

  /** Whoever says yesterday what was meant for ever does the damage again. */
  @Test
  void anEndThatHadComeIsDamage() {
    team.author()
        .edit(
            "roles/alpha.yaml",
            Tenant.email(2),
            "{ user: %s, expires: 2026-11-20 }".formatted(Tenant.email(2)));
    undo(team.applied());
    days(0, "apply", "--approve").ended(ExitCode.BLOCKED).says("1 of the steps again");
    holds("alpha", users(0, 3));
  }

  @Test
  void aCloneThatIsBehindIsToldToPull() {
    RolesRepo behind = team.team().job();
    team.role("alpha", users(0, 1));
    String bad = team.applied();
    behind
        .cli()
        .run("undo", bad, "--approve", "--branch", "back")
        .ended(ExitCode.DONE)
        .says("No branch was written: commit", "Pull, and write it with the same command.");
    team.team()
        .job()
        .cli()
        .run("undo", bad, "--approve", "--branch", "back")
        .says("Nothing is taken back.", "agrees with the tenant");
  }
}
