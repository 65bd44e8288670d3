package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rolecall} in a JVM of its own that is asked to end, with a report; what it says is waited
 * for, so that no signal comes by chance.
 */
final class SignalledRun implements AutoCloseable {
  /** A build in the background of a shell ignores SIGINT, and so would its children. */
  private static final List<String> HEARING = List.of("env", "--default-signal=INT");

  private static final boolean HEARS_INTERRUPTS = hearsInterrupts();

  private final Process process;
  private final InputStream saying;
  private final Path report;
  private final StringBuilder said = new StringBuilder();

  private SignalledRun(Process process, Path report) {
    this.process = process;
    this.saying = process.getErrorStream();
    this.report = report;
  }

  /** {@code apply} without a terminal. */
  static SignalledRun start(RolesRepo repo, String... options) {
    return start("", repo, "apply", options);
  }

  /** {@code apply} at a terminal, where nobody types anything. */
  static SignalledRun startAtTerminal(RolesRepo repo, String... options) {
    return start("012", repo, "apply", options);
  }

  /** A command that only reads. */
  static SignalledRun startReading(RolesRepo repo, String command) {
    return start("", repo, command);
  }

  private static SignalledRun start(
      String terminal, RolesRepo repo, String verb, String... options) {
    List<String> command = TestJvm.command(Main.class);
    if (HEARS_INTERRUPTS) {
      command.addAll(0, HEARING);
    }
    command.add(command.indexOf("-cp"), "-Drolecall.terminal=" + terminal);
    Path report = repo.file("report.json");
    command.addAll(List.of(verb, "--report", "json=" + report, "--color", "never"));
    command.addAll(List.of(options));
    try {
      var builder = new ProcessBuilder(command).directory(repo.directory().toFile());
      builder.redirectOutput(repo.file("out.txt").toFile());
      builder.environment().put("ROLECALL_CLIENT_SECRET", Cli.SECRET);
      return new SignalledRun(builder.start(), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until standard error has this text. */
  SignalledRun untilItSays(String text) {
    try {
      while (said.indexOf(text) < 0) {
        int next = saying.read();
        if (next < 0) {
          throw new AssertionError("it never says \"" + text + "\": " + said);
        }
        said.append((char) next);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hearsInterrupts() {
    var asked = new ArrayList<>(HEARING);
    asked.add("true");
    try {
      return new ProcessBuilder(asked).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** SIGINT, as Ctrl-C; where {@code env} cannot make a process hear it, the test ends here. */
  SignalledRun interrupt() {
    assumeTrue(HEARS_INTERRUPTS, "env knows no --default-signal");
    try {
      var sent = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      assertEquals(0, sent.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** SIGTERM, as a CI job that is cancelled. */
  SignalledRun terminate() {
    process.toHandle().destroy(); // leaves its streams open, as Process.destroy does not
    return this;
  }

  /** Its end; what the exit code was and what it said on standard error. */
  Cli.Ran ended() {
    try {
      said.append(new String(saying.readAllBytes(), UTF_8));
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        throw new AssertionError("it does not end: " + said);
      }
      return new Cli.Ran(List.of("apply"), process.exitValue(), "", said.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The report that was asked for. */
  JsonNode report() {
    return JsonMapper.shared().readTree(RolesRepo.text(report));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
