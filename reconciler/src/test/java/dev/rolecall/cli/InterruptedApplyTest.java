package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Somebody presses Ctrl-C while the first write is under way. */
@Tag("e2e")
final class InterruptedApplyTest {
  private static final int ROLES = 6;
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private final Interrupts interrupts = new Interrupts();
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy =
        RecordingProxy.of(
            tenant.url(),
            (number, moment) -> {
              if (number == 1 && moment == RecordingProxy.Moment.BEFORE) {
                interrupts.request();
              }
            });
    team = Team.of(folder, proxy.url());
    for (int i = 0; i < ROLES; i++) {
      team.role("r" + i, "add", U9);
    }
    team.push("c1: six roles");
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private Cli.Ran interrupted(String... more) {
    var out = new StringWriter();
    var err = new StringWriter();
    var job = team.job();
    var clock = InstantSource.fixed(Cli.NOW);
    var timing = new Timing(clock, System::nanoTime, _ -> {}, Duration.ofDays(36_500));
    var context =
        new CliContext(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            CliContext.Terminal.NONE,
            new Environment(job.cli().environment(), job.directory(), timing),
            interrupts);
    var arguments = new ArrayList<>(List.of("apply", "--approve", "--parallelism", "1"));
    arguments.addAll(List.of(more));
    int exit = new Main(context).run(arguments.toArray(String[]::new));
    return new Cli.Ran(arguments, exit, out.toString(), err.toString());
  }

  @Test
  void whatIsInFlightIsFinishedRecordedAndReportedAndTheNextRunGoesOn() throws Exception {
    Path json = folder.resolve("report.json");
    Path text = folder.resolve("report.txt");
    Path markdown = folder.resolve("report.md");
    interrupted(
            "--report",
            "json=" + json,
            "--report",
            "text=" + text,
            "--report",
            "markdown=" + markdown)
        .ended(ExitCode.INTERRUPTED)
        .says("recorded at origin");
    assertEquals(1, proxy.writes(), "nothing new is started");
    assertEquals(1, tenant.outsider().audited("role.created").size());
    assertEquals("partial", team.author().run().orElseThrow().path("state").asString());
    var report = JsonMapper.shared().readTree(Files.readAllBytes(json));
    assertTrue(report.path("format").isString(), report::toString);
    for (Path file : List.of(text, markdown)) {
      assertTrue(Files.readString(file).contains("r5"), file::toString);
    }
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
    team.apply("--wait", "0s").ended(ExitCode.DONE);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    for (int i = 0; i < ROLES; i++) {
      assertEquals(List.of(U9), tenant.outsider().holders("r" + i));
    }
  }

  /** The commit that takes it back comes next: what the interrupted run granted is known. */
  @Test
  void whatItGrantedIsTakenBackByAnotherCommit() {
    for (int i = 0; i < ROLES; i++) {
      team.role("r" + i, "add");
    }
    team.push("c0: nobody");
    team.apply().ended(ExitCode.DONE);
    for (int i = 0; i < ROLES; i++) {
      team.role("r" + i, "add", U9);
    }
    team.push("c1: u9");
    proxy.refuse(_ -> false); // counts anew
    var ran = interrupted();
    ran.ended(ExitCode.INTERRUPTED);
    for (int i = 0; i < ROLES; i++) {
      team.role("r" + i, "add");
    }
    team.push("c2: nobody");
    team.apply("--wait", "0s").ended(ExitCode.DONE);
    for (int i = 0; i < ROLES; i++) {
      assertEquals(List.of(), tenant.outsider().holders("r" + i));
    }
  }

  /** A report that has no place to go does not hide that the run was interrupted and recorded. */
  @Test
  void aReportThatCannotBeWrittenIsSaid() {
    interrupted("--report", "text=/dev/full")
        .ended(ExitCode.INTERRUPTED)
        .says("recorded at origin", "/dev/full", "could not be written");
    assertEquals("partial", team.author().run().orElseThrow().path("state").asString());
  }
}
