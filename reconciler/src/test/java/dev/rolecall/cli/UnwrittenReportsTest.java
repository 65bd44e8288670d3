package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A report or a stream that cannot be written costs no other report, and is said once. */
@Tag("e2e")
final class UnwrittenReportsTest {
  private static final String STDOUT = "Standard output could not be written.";
  private static final String FULL = "The report /dev/full could not be written";

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  private String formatOfTheReport() {
    return JsonMapper.shared().readTree(repo.read("good.json")).path("format").asString();
  }

  private static void saysOnce(String text, Cli.Ran ran) {
    ran.says(text);
    String said = ran.out() + ran.err();
    assertEquals(said.indexOf(text), said.lastIndexOf(text), ran::toString);
  }

  /** Into a full disk. */
  private Cli.Ran withoutOutput(String... arguments) {
    var full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var err = new StringWriter();
    Cli cli = repo.cli();
    var context =
        new CliContext(
            new PrintWriter(full),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            cli.terminal(),
            new Environment(
                cli.environment(),
                cli.directory(),
                Timing.of(InstantSource.system(), System::nanoTime)));
    int exit = new Main(context).run(arguments);
    return new Cli.Ran(List.of(arguments), exit, "", err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "drift"})
  void aGoodReportStays(String command) {
    Cli.Ran ran =
        repo.cli().run(command, "--report", "text=/dev/full", "--report", "json=good.json");
    saysOnce(FULL, ran.ended(ExitCode.REMOTE_FAILED));
    assertEquals("rolecall-" + command + "-report", formatOfTheReport());
  }

  @Test
  void standardOutputHasOneDocument() {
    Cli.Ran ran = repo.cli().run("plan", "--format", "json", "--report", "json=/dev/full");
    saysOnce(FULL, ran.ended(ExitCode.REMOTE_FAILED));
    assertEquals(
        "rolecall-plan-report", JsonMapper.shared().readTree(ran.out()).path("format").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "drift"})
  void aFullStandardOutputIsNoReasonToLoseThem(String command) {
    Cli.Ran ran = withoutOutput(command, "--report", "json=good.json");
    saysOnce(STDOUT, ran.ended(ExitCode.REMOTE_FAILED));
    assertEquals("rolecall-" + command + "-report", formatOfTheReport());
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "catalogue", "--help"})
  void aFullStandardOutputIsSaid(String command) {
    saysOnce(STDOUT, withoutOutput(command).ended(ExitCode.REMOTE_FAILED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "sandbox"})
  void whatTellsAStoryOrAPortIsNoBugAndDoesNotGoOn(String command) {
    Cli.Ran ran = withoutOutput(command).ended(ExitCode.REMOTE_FAILED);
    saysOnce(STDOUT, ran);
    ran.saysNot("bug of rolecall", "Use it as a tenant");
  }

  @Test
  void afterARunItIsPartOfHowTheRunEnded() {
    Cli.Ran ran =
        repo.cli()
            .run("apply", "--approve", "--report", "text=/dev/full", "--report", "json=good.json");
    saysOnce(FULL, ran.ended(ExitCode.PARTLY_DONE));
    assertEquals("rolecall-apply-report", formatOfTheReport());
    assertEquals(repo.ref("HEAD"), repo.applied(), "the run itself is recorded");
  }

  @Test
  void anOptionThatIsWrongIsNoBug() {
    repo.edit("rolecall.yaml", "version: 1", "version: 2");
    for (String option : List.of("--format=bogus", "--report=json=no/such/folder.json")) {
      repo.cli().run("doctor", option).saysNot("\tat ", "bug of rolecall");
    }
  }
}
