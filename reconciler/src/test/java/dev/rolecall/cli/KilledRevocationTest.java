package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code apply} is killed between a loss and the end of the sessions, or before, or after: whoever
 * lost something is logged out by the next run at the latest, and nobody else is.
 */
@Tag("e2e")
final class KilledRevocationTest {
  private static final String POLICY =
      """
      kind: Policy
      name: audit-ends-at-once
      description: Nobody reads on.
      revoke-immediately: ["audit:read"]
      """;

  @TempDir Path folder;

  /** The first write takes the role from the first of two, the second logs that one out. */
  @ParameterizedTest(name = "killed {1} write {0}, which is lost: {2}")
  @CsvSource({
    "1,BEFORE,true",
    "1,BEFORE,false",
    "1,AFTER,false",
    "2,BEFORE,true",
    "2,BEFORE,false",
    "2,AFTER,false"
  })
  void theNextRunEndsWhatIsOwed(int write, RecordingProxy.Moment moment, boolean lost) {
    var running = new AtomicReference<@Nullable ApplyProcess>();
    try (var tenant = Tenant.ofUsers(2);
        var proxy =
            RecordingProxy.of(
                tenant.url(),
                (number, when) -> {
                  ApplyProcess process = running.get();
                  if (number == write && when == moment && process != null) {
                    process.kill();
                  }
                });
        var team = Team.of(folder, proxy.url())) {
      team.role("alpha", "add", Tenant.email(0), Tenant.email(1));
      team.author().write("policies/revoke.yaml", POLICY);
      team.push("Two");
      team.apply().ended(ExitCode.DONE);
      SignedIn leaves = SignedIn.of(tenant.outsider(), Tenant.email(0));
      SignedIn stays = SignedIn.of(tenant.outsider(), Tenant.email(1));
      team.role("alpha", "add", Tenant.email(1)).push("One");
      proxy.refuse(number -> lost && number == write); // counts the writes from here
      try (var process = ApplyProcess.startWithClocks(team.job(), folder)) {
        running.set(process);
        assertEquals(137, process.ended(), process::said);
      }
      running.set(null);
      proxy.refuse(_ -> false);
      boolean taken = write == 2 || !lost;
      assertEquals(taken ? 1 : 2, tenant.outsider().holders("alpha").size());

      Cli.Ran drift = later(team).run("drift");
      Cli.Ran plan = later(team).run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
      String owed = "owed since run " + running(team).substring(0, 8);
      if (taken) {
        // Also where it was done and nobody could write it down: twice does no harm.
        drift.ended(ExitCode.CHANGES).says("Sessions owed: 1 person", Tenant.email(0));
        plan.says(owed, "No change to make; 1 person is logged out.");
      } else {
        drift.saysNot("Sessions owed");
        plan.says("Sessions: 1 person is logged out").saysNot("owed since");
      }
      later(team).run("apply", "--approve", "--wait", "0s").ended(ExitCode.DONE);
      assertNotEquals(200, leaves.refreshed());
      assertEquals(200, stays.refreshed());
      assertEquals(List.of(Tenant.email(1)), tenant.outsider().holders("alpha"));
      later(team).run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
      later(team).run("drift").ended(ExitCode.DONE);
      assertEquals(1, tenant.outsider().audited("sessions.revoked").size(), "once");
    }
  }

  private static String running(Team team) {
    return team.author().runId();
  }

  /** A job after the lease of the killed run is over. */
  private static Cli later(Team team) {
    Cli cli = team.job().cli();
    InstantSource later = () -> InstantSource.system().instant().plus(Duration.ofMinutes(36));
    return new Cli(cli.directory(), cli.environment(), later, cli.terminal(), "");
  }
}
