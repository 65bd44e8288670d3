package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.sandbox.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fifth of all requests fail: refused, lost before the work, lost after it, or cut short. */
@Tag("e2e")
final class FaultsTest {
  private static final int RUNS = 10;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void repeatedRunsConvergeWithNothingLostOrDoubled(long seed) {
    Path data = folder.resolve("tenant.db");
    var options = SandboxOptions.defaults().withSeed(Tenant.acmeSeed()).withData(data);
    var bad = new Traffic(0, Duration.ZERO, 0.2, seed, null);
    try (var sandbox = Sandbox.start(options.withTraffic(bad), InstantSource.system());
        var repo = RolesRepo.acme(folder.resolve("acme"), sandbox.url())) {
      int runs = 1;
      Cli.Ran ran = repo.cli().run("apply", "--approve");
      while (ran.exit() != ExitCode.DONE.code()) {
        assertTrue(
            List.of(
                    ExitCode.REMOTE_FAILED.code(),
                    ExitCode.PARTLY_DONE.code(),
                    ExitCode.STALE.code())
                .contains(ran.exit()),
            ran::toString);
        assertTrue(++runs <= RUNS, "it does not converge");
        ran = repo.cli().run("apply", "--approve");
      }
      assertEquals(repo.ref("HEAD"), repo.applied());
    }
    try (var tenant = Tenant.start(options);
        var repo = RolesRepo.acme(folder.resolve("again"), tenant.url())) {
      repo.cli().run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      var roles = new TreeSet<>(tenant.outsider().audited("role.created"));
      assertEquals(List.copyOf(roles), tenant.outsider().audited("role.created"));
      assertEquals(5, roles.size(), roles::toString);
      assertEquals(List.of("temp-contractor"), tenant.outsider().audited("role.deleted"));
      assertEquals(List.of("payments:approve"), tenant.outsider().audited("capability.created"));
      assertEquals(
          List.of("anita@example.com", "customer-support"), tenant.outsider().holders("cs-lead"));
    }
  }
}
