package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.reconcile.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run sends nothing once its lease has ended, by either clock, whatever became of it between. */
@Tag("e2e")
final class FenceTest {
  private static final int ROLES = 4;

  @TempDir Path folder;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile Runnable atFirst = () -> {};
  private volatile Runnable afterFirst = () -> {};
  private volatile Runnable atSecond = () -> {};
  private final AtomicLong wallAhead = new AtomicLong();
  private final AtomicLong nanosAhead = new AtomicLong();
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(4);
    proxy =
        RecordingProxy.of(
            tenant.url(),
            (number, moment) -> {
              writes.set(number);
              boolean after = moment == RecordingProxy.Moment.AFTER;
              if (number == 1) {
                (after ? afterFirst : atFirst).run();
              } else if (number == 2 && !after) {
                atSecond.run();
              }
            });
    team = Team.of(folder, proxy.url());
    for (int i = 0; i < ROLES; i++) {
      team.role("r" + i, "add", Tenant.email(i));
    }
    team.push("Roles");
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  /** In this process, by clocks that the test sets, in minutes ahead. */
  private Cli.Ran apply(Duration tolerance, String... options) {
    InstantSource wall =
        () -> InstantSource.system().instant().plus(Duration.ofMinutes(wallAhead.get()));
    var timing =
        new Timing(
            wall,
            () -> System.nanoTime() + Duration.ofMinutes(nanosAhead.get()).toNanos(),
            _ -> {},
            tolerance);
    String[] arguments = new String[options.length + 4];
    System.arraycopy(new String[] {"apply", "--approve", "--parallelism", "1"}, 0, arguments, 0, 4);
    System.arraycopy(options, 0, arguments, 4, options.length);
    return team.job().cli().run(timing, arguments);
  }

  private Cli.Ran apply() {
    return apply(Duration.ofMinutes(2), "--wait", "0s");
  }

  private void endsAfterTheFirstWrite(String why) {
    apply().ended(ExitCode.PARTLY_DONE).says(why);
    assertEquals(1, writes.get());
    wallAhead.set(0);
    nanosAhead.set(0);
    afterFirst = () -> {};
  }

  private void theRestIsDone() {
    proxy.refuse(_ -> false);
    team.apply("--take-over", lastRun()).ended(ExitCode.DONE);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(List.of(Tenant.email(3)), tenant.outsider().holders("r3"));
  }

  private String lastRun() {
    return team.author().runId();
  }

  @Test
  void aHoldThatArrivesStopsWhatHasNotBegun() {
    afterFirst =
        () -> {
          hold("--for", "4h", "--reason", "It takes too much.");
          nanosAhead.set(1);
        };
    endsAfterTheFirstWrite("the tenant is held: It takes too much.");
    assertEquals("partial", team.author().run().orElseThrow().path("state").asString());
    apply().ended(ExitCode.BLOCKED).says("error  held");
    assertEquals(1, writes.get());
    hold("--release");
    team.apply().ended(ExitCode.DONE);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void aHoldThatIsLiftedAgainLetsTheRunGoOn() {
    afterFirst =
        () -> {
          hold("--for", "4h", "--reason", "It takes too much.");
          hold("--release");
          nanosAhead.set(1);
        };
    apply().ended(ExitCode.DONE);
    assertEquals("done", team.author().run().orElseThrow().path("state").asString());
  }

  private void hold(String... options) {
    String[] arguments = new String[options.length + 1];
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[0] = "hold";
    var timing = new Timing(InstantSource.system(), System::nanoTime, _ -> {}, Duration.ZERO);
    team.job().cli().run(timing, arguments).ended(ExitCode.DONE);
  }

  @ParameterizedTest(name = "stopped while write {0} is under way")
  @ValueSource(ints = {1, 3})
  void aRunThatSleptPastItsLeaseSendsNothing(int write) throws Exception {
    var held = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    try (var slow =
            RecordingProxy.of(
                tenant.url(),
                (number, moment) -> {
                  writes.set(number);
                  if (number == write && moment == RecordingProxy.Moment.AFTER) {
                    reached.countDown();
                    await(held);
                  }
                });
        var sleepers = Team.of(folder.resolve("sleepers"), slow.url())) {
      for (int i = 0; i < ROLES; i++) {
        sleepers.role("r" + i, "add", Tenant.email(i));
      }
      sleepers.push("Roles");
      try (var process =
          ApplyProcess.startWithClocks(
              sleepers.job(), folder, "--parallelism", "1", "--wait", "0s")) {
        await(reached);
        process.stop();
        held.countDown();
        int sent = writes.get();
        assertEquals(write, sent);
        String run = sleepers.author().runId();
        slow.refuse(_ -> false);
        Cli.Ran other = sleepers.apply("--take-over", run);
        other.ended(ExitCode.DONE);
        slow.refuse(_ -> false); // counts anew: what the sleeper sends from now on
        process.goOn(36);
        assertEquals(ExitCode.PARTLY_DONE.code(), process.ended(), process::said);
        assertTrue(process.said().contains("the lease of this run has ended"), process::said);
        assertTrue(process.said().contains("Another run took over"), process::said);
        assertEquals(0, slow.writes());
      }
      sleepers.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      assertEquals("done", sleepers.author().run().orElseThrow().path("state").asString());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWallClockThatJumpsAheadEndsIt() {
    afterFirst = () -> wallAhead.set(31);
    endsAfterTheFirstWrite("the lease of this run has ended");
    theRestIsDone();
  }

  @Test
  void aWallClockThatIsSetBackDoesNotMakeItLonger() {
    afterFirst =
        () -> {
          wallAhead.set(-20);
          nanosAhead.set(31);
        };
    endsAfterTheFirstWrite("the lease of this run has ended");
    theRestIsDone();
  }

  @Test
  void aRenewalIsRecorded() {
    afterFirst =
        () -> {
          wallAhead.set(21);
          nanosAhead.set(21);
        };
    apply().ended(ExitCode.DONE);
    assertEquals(3, team.commitsOfTheRecord(), "begun, renewed, ended");
    team.run("history", "--color=never").ended(ExitCode.DONE).says("1 run.");
  }

  @Test
  void aRenewalThatFailsEndsIt() {
    afterFirst =
        () -> {
          wallAhead.set(21);
          nanosAhead.set(21);
          team.takesPushes(0);
        };
    endsAfterTheFirstWrite("the lease could not be renewed");
    team.takesPushes(-1);
    theRestIsDone();
  }

  @Test
  void whoIsTakenOverHearsOfItAtTheRenewal() {
    afterFirst =
        () -> {
          wallAhead.set(21);
          nanosAhead.set(21);
          String run = lastRun();
          afterFirst = () -> {};
          Cli cli = team.job().cli();
          new Cli(cli.directory(), cli.environment(), Instant::now, cli.terminal(), "")
              .run("apply", "--approve", "--take-over", run)
              .ended(ExitCode.DONE);
          writes.set(1);
        };
    apply().ended(ExitCode.PARTLY_DONE).says("another run has taken over");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  /** Takes over whatever run is at the tip, and lets the last look of that one be long ago. */
  private void takeOver() {
    String run = lastRun();
    afterFirst = () -> {};
    atFirst = () -> {};
    proxy.refuse(_ -> false);
    Cli cli = team.job().cli();
    new Cli(cli.directory(), cli.environment(), Instant::now, cli.terminal(), "")
        .run("apply", "--approve", "--take-over", run)
        .ended(ExitCode.DONE);
    proxy.refuse(_ -> false); // counts anew: what the other one sends from now on
    nanosAhead.set(1);
  }

  @Test
  void whoIsTakenOverHearsOfItWithinSeconds() {
    afterFirst = this::takeOver;
    apply().ended(ExitCode.PARTLY_DONE).says("another run has taken over", "Another run took over");
    assertEquals(0, proxy.writes(), "its lease holds for 29 minutes more, and it sends nothing");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals("done", team.author().run().orElseThrow().path("state").asString());
  }

  @Test
  void whoIsTakenOverBeforeItWroteAnythingSaysSoToo() {
    proxy.refuse(number -> number == 1);
    atFirst = this::takeOver;
    apply().ended(ExitCode.PARTLY_DONE).says("Another run took over");
    assertEquals(0, proxy.writes());
  }

  @Test
  void aRemoteThatIsGoneForAMomentEndsNoRun() {
    Path away = folder.resolve("away.git");
    afterFirst =
        () -> {
          move(team.remote(), away);
          nanosAhead.set(1);
        };
    atSecond = () -> move(away, team.remote());
    apply().ended(ExitCode.DONE);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, -10})
  void aClockTenMinutesOffIsRefused(long minutes) {
    wallAhead.set(minutes);
    apply().ended(ExitCode.REMOTE_FAILED).says("clock-off", minutes > 0 ? "behind" : "ahead of");
    assertEquals(0, writes.get());
    assertTrue(team.author().run().isEmpty());
  }
}
