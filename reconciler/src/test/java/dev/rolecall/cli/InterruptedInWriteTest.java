package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody ends the job while its first grant is under way. */
@Tag("e2e")
final class InterruptedInWriteTest {
  private static final String U9 = "u9@example.com";
  private static final List<String> ROLES = List.of("r0", "r1", "r2");

  @TempDir Path folder;
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch heard = new CountDownLatch(1);
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
    ROLES.forEach(role -> team.role(role, "add"));
    team.push("c0: nobody");
    team.apply().ended(ExitCode.DONE);
    proxy = RecordingProxy.of(tenant.url(), (_, moment) -> hold(moment));
    team.author().write("rolecall.yaml", RolesRepo.settings(proxy.url()));
    ROLES.forEach(role -> team.role(role, "add", U9));
    team.push("c1: u9");
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private void hold(RecordingProxy.Moment moment) {
    if (moment == RecordingProxy.Moment.BEFORE) {
      writing.countDown();
      try {
        heard.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Cli.Ran interrupted(String... more) throws InterruptedException {
    var options = new ArrayList<>(List.of("--approve", "--parallelism", "1"));
    options.addAll(List.of("--rebind", "production"));
    options.addAll(List.of(more));
    try (var apply = SignalledRun.start(team.job(), options.toArray(String[]::new))) {
      writing.await();
      apply.terminate().untilItSays("Interrupted");
      heard.countDown();
      return apply.ended();
    }
  }

  /** The commit that takes it back comes next: what the interrupted run granted is known. */
  @Test
  void whatItGrantedIsTakenBackByAnotherCommit() throws InterruptedException {
    interrupted().ended(ExitCode.INTERRUPTED);
    assertEquals(List.of(U9), tenant.outsider().holders("r0"));
    ROLES.forEach(role -> team.role(role, "add"));
    team.push("c2: nobody");
    team.apply("--wait", "0s").ended(ExitCode.DONE);
    for (String role : ROLES) {
      assertEquals(List.of(), tenant.outsider().holders(role));
    }
  }

  /** A report that has no place to go does not hide that the run was interrupted and recorded. */
  @Test
  void aReportThatCannotBeWrittenIsSaid() throws InterruptedException {
    team.role("made-first", "add").push("c1: and a role");
    interrupted("--report", "text=/dev/full")
        .ended(ExitCode.INTERRUPTED)
        .says("recorded at origin", "/dev/full", "could not be written");
    assertEquals("partial", team.author().run().orElseThrow().path("state").asString());
  }
}
