package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role that a run of ours made is not met for the first time by the next, whatever its end. */
@Tag("e2e")
final class OwnMakingTest {
  private static final String CAPABILITY =
      "kind: Capability\narea: payments\naction: approve\nname: Approve\ndescription: Pays.\n";

  private static final String U1 = Tenant.email(1);

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(3);
    proxy = RecordingProxy.of(tenant.url());
    team = Team.of(folder, proxy.url());
    team.role("alpha", "exact", U1).role("beta", "exact").push("Two roles");
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private String lastRun() {
    return team.author().runId();
  }

  /** What is left is this commit's, and {@code --only pending} does it. */
  private void theRestIsPending() {
    team.run("plan", "-v").ended(ExitCode.DONE).says("This change", U1).saysNot("takes over");
    team.apply("--only", "pending").ended(ExitCode.DONE).saysNot("Left out");
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    assertFalse(team.author().run().orElseThrow().has("made"));
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void aRunThatWasRefusedInBetween() {
    proxy.refuse(number -> number > 2);
    team.apply("--parallelism", "1").ended(ExitCode.PARTLY_DONE);
    assertTrue(team.author().run().orElseThrow().path("made").toString().contains("alpha"));
    team.apply("--parallelism", "1").ended(ExitCode.REMOTE_FAILED);
    proxy.refuse(_ -> false);
    theRestIsPending();
  }

  @Test
  void aRunWhoseEndIsNotKnown() {
    proxy.refuse(number -> number > 2);
    team.takesPushes(1);
    team.apply("--parallelism", "1").ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    proxy.refuse(_ -> false);
    team.apply("--only", "drift", "--take-over", lastRun());
    theRestIsPending();
  }

  /** It was never applied in full, and is as much git's as what was. */
  @Test
  void whatWasMadeAndIsLostHasVanished() {
    team.apply().ended(ExitCode.DONE);
    team.author().write("capabilities/payments.yaml", CAPABILITY);
    team.role("gamma", "exact", U1).push("gamma, which is not finished");
    proxy.refuse(number -> number > 2);
    team.apply("--parallelism", "1").ended(ExitCode.PARTLY_DONE);
    proxy.refuse(_ -> false);
    team.author().delete("roles/gamma.yaml").delete("capabilities/payments.yaml");
    team.push("Both are lost");
    for (int run = 0; run < 2; run++) {
      team.run("plan", "-v").says("role-vanished", "capability-vanished").saysNot("No changes.");
      team.run("drift", "-v")
          .ended(ExitCode.CHANGES)
          .says("role-vanished", "capability-vanished")
          .saysNot("No drift:");
      team.apply().ended(ExitCode.DONE);
    }
    team.role("gamma", "exact", U1).push("Back");
    team.run("plan", "-v").ended(ExitCode.DONE).says(U1).saysNot("takes over");
  }

  @Test
  void aHandInAnExactRoleOfOurMakingIsDrift() {
    proxy.refuse(number -> number > 2);
    team.apply("--parallelism", "1").ended(ExitCode.PARTLY_DONE);
    proxy.refuse(_ -> false);
    tenant.outsider().grant("beta", Tenant.email(2));
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("Drift: 1 difference", Tenant.email(2));
  }

  /** Each report says so itself: a job shows one of them, and no more. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown"})
  void anEndThatIsNotRecordedStandsInTheReport(String format) {
    team.takesPushes(1);
    Cli.Ran ran = team.apply("--format", format).ended(ExitCode.PARTLY_DONE);
    assertTrue(ran.out().contains("The end of the run could not be recorded"), ran::toString);
    assertFalse(ran.out().contains("\"complete\""), ran::toString);
  }

  /** Else a hand that gives the same months later would pass for it, and be taken back. */
  @Test
  void whatADeadRunMeantIsGivenUpOnceNothingOfItCanArrive() {
    proxy.refuse(number -> number > 2);
    team.takesPushes(1);
    team.apply("--parallelism", "1").ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    proxy.refuse(_ -> false);
    String run = lastRun();
    team.role("alpha", "add").push("Without u1");
    team.apply("--take-over", run).ended(ExitCode.DONE);
    Instant later = Cli.NOW.plus(Duration.ofMinutes(41));
    team.job().cli().at(later).run("apply", "--approve").ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U1);
    for (int day = 1; day < 3; day++) {
      Instant then = later.plus(Duration.ofDays(day));
      team.job().cli().at(then).run("apply", "--approve").ended(ExitCode.DONE);
      assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    }
  }

  @Test
  void whatWasThereBeforeIsTakenOver() {
    var gamma = Map.of("slug", "gamma", "name", "By Hand");
    tenant.outsider().write("POST", "roles", gamma).ok();
    team.role("gamma", "exact").push("gamma too");
    proxy.refuse(_ -> true);
    team.apply("--parallelism", "1");
    team.run("plan", "-v").ended(ExitCode.DONE).says("takes over");
  }
}
