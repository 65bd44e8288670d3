package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slug burns at the first run that carries its tombstone out, and at no other. */
@Tag("e2e")
final class BurningTest {
  private static final String U0 = Tenant.email(0);
  private static final String U1 = Tenant.email(1);

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private String second;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(5, List.of("office"));
    team = Team.of(folder, tenant.url());
    team.role("alpha", "exact", U0).role("beta", "exact", U0).applied("Two roles");
    second = team.role("beta", "exact", U0, U1).applied("Another one");
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private void retire(String... how) {
    List<String> line = new ArrayList<>(List.of("retire", "alpha", "--reason", "Over."));
    line.addAll(List.of(how));
    team.author().cli().run(line.toArray(String[]::new)).ended(ExitCode.DONE);
    team.push("Retire alpha");
  }

  private Cli.Ran days(int days, String... line) {
    return team.job().cli().at(Cli.NOW.plus(Duration.ofDays(days))).run(line);
  }

  /** The tombstone is gone, and nothing stands in the way of the role. */
  private void isBack(int days) {
    team.author().delete("retired/alpha.yaml");
    team.role("alpha", "exact", U0).push("Alpha stays after all");
    team.job().cli().run("validate").ended(ExitCode.DONE).saysNot("retired");
    days(days, "apply", "--approve").ended(ExitCode.DONE).saysNot("retired");
    assertEquals(List.of(U0), tenant.outsider().holders("alpha"));
    days(days, "plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
  }

  private void isBackAfterAnUndo(int days) {
    days(days, "undo", second, "--approve").ended(ExitCode.DONE);
    team.role("beta", "exact", U0);
    isBack(days);
  }

  @Test
  void aTombstoneThatNoRunHasSeenBurnsNothing() {
    retire("--now");
    isBack(0);
  }

  @Test
  void anUndoOnTheDayBurnsNothing() {
    retire();
    days(0, "apply", "--approve").ended(ExitCode.DONE);
    isBackAfterAnUndo(8);
  }

  @Test
  void anUndoBesideATombstoneThatNoRunHasSeenBurnsNothing() {
    retire("--now");
    isBackAfterAnUndo(0);
  }

  @Test
  void aRunOfAnotherRoleBurnsNothing() {
    retire("--now");
    team.role("beta", "exact", U1).push("One leaves");
    days(0, "apply", "--approve", "--only-role", "beta").ended(ExitCode.DONE);
    isBack(0);
  }

  @Test
  void aRunWithoutRemovalsBurnsNothing() {
    retire();
    team.role("gamma", "exact", U1).push("One more");
    days(0, "apply", "--approve").ended(ExitCode.DONE);
    days(8, "apply", "--approve", "--no-removals").ended(ExitCode.DONE);
    isBack(8);
  }

  @Test
  void aRunOfThatRoleAloneBurnsItWhateverComesAfter() {
    retire("--now");
    team.role("beta", "exact", U1).push("One leaves");
    days(0, "apply", "--approve", "--only-role", "alpha").ended(ExitCode.DONE);
    assertFalse(tenant.outsider().roles().contains("alpha"));
    team.author().delete("retired/alpha.yaml");
    team.role("alpha", "exact", U0).push("Alpha again");
    team.job().cli().run("validate").ended(ExitCode.INVALID_INPUT).says("slug");
    days(0, "apply", "--approve").ended(ExitCode.PARTLY_DONE).says("left alone");
    assertFalse(tenant.outsider().roles().contains("alpha"));
  }
}
