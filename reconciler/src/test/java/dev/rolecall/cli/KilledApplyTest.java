package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code apply} is killed at each write, before the tenant has it and after: between the run's
 * begin in the record and its first write, and between its last write and its end, too.
 */
@Order(1)
@Tag("e2e")
final class KilledApplyTest {
  private static final int ROLES = 28;
  private static final int WRITES = ROLES + 2;

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> theNextRunGoesOnFromThere() {
    var tests = new ArrayList<DynamicTest>();
    for (RecordingProxy.Moment moment : RecordingProxy.Moment.values()) {
      for (int write = 1; write <= WRITES; write++) {
        int at = write;
        tests.add(
            DynamicTest.dynamicTest(
                "killed %s write %d".formatted(moment, at), () -> killed(at, moment)));
      }
    }
    return tests;
  }

  private void killed(int write, RecordingProxy.Moment moment) throws Exception {
    Path here = Files.createDirectories(folder.resolve(moment + "-" + write));
    var running = new AtomicReference<@Nullable ApplyProcess>();
    try (var tenant = Tenant.ofUsers(4);
        var proxy =
            RecordingProxy.of(
                tenant.url(),
                (number, when) -> {
                  ApplyProcess process = running.get();
                  if (number == write && when == moment && process != null) {
                    process.kill();
                  }
                });
        var team = Team.of(here, proxy.url())) {
      team.role("before", "add", Tenant.email(0), Tenant.email(1)).push("Before");
      team.apply().ended(ExitCode.DONE);
      roles(team);
      proxy.refuse(_ -> false); // counts the writes from here
      try (var process = ApplyProcess.start(team.job(), here, "--parallelism", "1")) {
        running.set(process);
        assertEquals(137, process.ended(), process::said);
      }
      running.set(null);
      assertEquals("started", team.author().run().orElseThrow().path("state").asString());

      next(team).ended(ExitCode.DONE);
      team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      List<String> created = tenant.outsider().audited("role.created");
      assertEquals(List.copyOf(new TreeSet<>(created)), created, "each role is made once");
      assertEquals(ROLES + 1, created.size(), created::toString);
      assertEquals(List.of(Tenant.email(1), Tenant.email(2)), tenant.outsider().holders("before"));
      assertEquals(List.of(Tenant.email(3)), tenant.outsider().holders("r00"));

      nobodyAnyMore(team);
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of(), tenant.outsider().holders("before"), "git knows what it granted");
      assertEquals(List.of(), tenant.outsider().holders("r00"));
    }
  }

  /** Many roles to make, somebody to add, and somebody to remove. */
  private static void roles(Team team) {
    IntStream.range(0, ROLES).forEach(i -> team.role("r%02d".formatted(i), "add", Tenant.email(3)));
    team.role("before", "add", Tenant.email(1), Tenant.email(2)).push("Roles");
  }

  private static void nobodyAnyMore(Team team) {
    IntStream.range(0, ROLES).forEach(i -> team.role("r%02d".formatted(i), "add"));
    team.role("before", "add").push("Nobody");
  }

  /** A run after the lease of the killed one is over. */
  private static Cli.Ran next(Team team) {
    Cli cli = team.job().cli();
    InstantSource later = () -> InstantSource.system().instant().plus(Duration.ofMinutes(36));
    var timed = new Cli(cli.directory(), cli.environment(), later, cli.terminal(), "");
    Cli.Ran ran = timed.run("apply", "--approve", "--wait", "0s");
    assertTrue(ran.exit() != ExitCode.OUR_BUG.code(), ran::toString);
    return ran;
  }
}
