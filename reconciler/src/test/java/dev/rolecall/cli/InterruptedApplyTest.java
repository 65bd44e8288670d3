package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * SIGTERM and SIGINT, wherever they meet {@code apply}: the reports are written, and the exit code
 * is 130.
 */
@Tag("e2e")
final class InterruptedApplyTest {
  @TempDir Path folder;
  private Tenant tenant;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(4);
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  private static void nothingBegun(SignalledRun apply) {
    apply
        .ended()
        .ended(ExitCode.INTERRUPTED)
        .says("interrupted", "before it began")
        .saysNot("\tat ");
    assertEquals("rolecall-failure", apply.report().path("format").asString());
    assertEquals(ExitCode.INTERRUPTED.code(), apply.report().path("exit").asInt());
    assertTrue(apply.report().toString().contains("before it began"), apply.report()::toString);
  }

  @Test
  void whileItWaitsForAnotherRun() {
    try (var team = Team.of(folder, tenant.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("A role");
      team.takesPushes(1);
      team.job()
          .cli()
          .at(InstantSource.system().instant())
          .run("apply", "--approve")
          .ended(ExitCode.PARTLY_DONE);
      team.takesPushes(-1);
      try (var apply = SignalledRun.start(team.job(), "--approve", "--wait", "1h")) {
        apply.untilItSays("Waiting for its end");
        nothingBegun(apply.terminate());
      }
      assertEquals(1, team.commitsOfTheRecord());
    }
  }

  /** A job that is cancelled leaves a report also where it only looked. */
  @ParameterizedTest
  @ValueSource(strings = {"plan", "drift"})
  void whileItOnlyReads(String command) throws Exception {
    var reading = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var slow =
            RecordingProxy.lying(
                tenant.url(),
                text -> {
                  reading.countDown();
                  await(ended);
                  return text;
                });
        var team = Team.of(folder, slow.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("A role");
      try (var run = SignalledRun.startReading(team.job(), command)) {
        reading.await();
        run.terminate()
            .ended()
            .ended(ExitCode.INTERRUPTED)
            .says("interrupted before it had a result")
            .saysNot("\tat ");
        assertEquals(command, run.report().path("command").asString());
        assertEquals(ExitCode.INTERRUPTED.code(), run.report().path("exit").asInt());
        ended.countDown();
      }
    }
  }

  @Test
  void whileItPlans() throws Exception {
    var reading = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var slow =
            RecordingProxy.lying(
                tenant.url(),
                text -> {
                  if (text.contains("access_token")) {
                    return text;
                  }
                  reading.countDown();
                  await(ended);
                  return text;
                });
        var team = Team.of(folder, slow.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("A role");
      try (var apply = SignalledRun.start(team.job(), "--approve")) {
        reading.await();
        nothingBegun(apply.terminate());
        ended.countDown();
      }
      assertTrue(team.author().run().isEmpty());
    }
  }

  @Test
  void atThePrompt() {
    try (var team = Team.of(folder, tenant.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("A role");
      try (var apply = SignalledRun.startAtTerminal(team.job())) {
        apply.untilItSays("Only yes is accepted: ");
        nothingBegun(apply.terminate());
      }
      assertTrue(team.author().run().isEmpty());
    }
  }

  @Test
  void aPromptThatIsNotAnsweredYesIsInTheReportsToo() {
    try (var team = Team.of(folder, tenant.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("A role");
      var job = team.job();
      job.cli()
          .typing("no\n")
          .run("apply", "--report", "json=report.json")
          .ended(ExitCode.INTERRUPTED)
          .says("Nothing was applied.");
      var report = JsonMapper.shared().readTree(job.read("report.json"));
      assertEquals(ExitCode.INTERRUPTED.code(), report.path("exit").asInt(), report::toString);
    }
  }

  @Test
  void whileItWrites() throws Exception {
    whileItWrites(SignalledRun::terminate);
  }

  @Test
  void byCtrlCWhileItWrites() throws Exception {
    whileItWrites(SignalledRun::interrupt);
  }

  private void whileItWrites(UnaryOperator<SignalledRun> signal) throws Exception {
    var writing = new CountDownLatch(1);
    var heard = new CountDownLatch(1);
    var writes = new AtomicInteger();
    try (var slow =
            RecordingProxy.of(
                tenant.url(),
                (number, moment) -> {
                  writes.set(number);
                  if (moment == RecordingProxy.Moment.BEFORE) {
                    writing.countDown();
                    await(heard);
                  }
                });
        var team = Team.of(folder, slow.url())) {
      team.role("alpha", "add", Tenant.email(0)).role("beta", "add", Tenant.email(1)).push("Roles");
      try (var apply = SignalledRun.start(team.job(), "--approve", "--parallelism", "1")) {
        writing.await();
        signal.apply(apply).untilItSays("Interrupted");
        heard.countDown();
        apply.ended().ended(ExitCode.INTERRUPTED).says("recorded at");
        assertEquals(1, writes.get(), "nothing new is started");
        assertTrue(apply.report().toString().contains("interrupted"), apply.report()::toString);
        assertTrue(apply.report().path("steps").size() > 1, apply.report()::toString);
      }
      assertEquals("partial", team.author().run().orElseThrow().path("state").asString());
      assertEquals(List.of("alpha"), tenant.outsider().audited("role.created"));
      team.apply().ended(ExitCode.DONE);
      team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
