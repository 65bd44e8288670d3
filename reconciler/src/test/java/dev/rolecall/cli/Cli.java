package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line as a user in some folder has it, run in this process. */
record Cli(
    Path directory,
    Map<String, String> environment,
    InstantSource clock,
    CliContext.Terminal terminal,
    String answers) {
  /** The moment at which tests happen, unless they say another. */
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  static final String SECRET = "sandbox";

  /** In this folder, without a terminal, with the secret of the sandbox's own client. */
  static Cli in(Path directory) {
    return new Cli(
        directory,
        Map.of("ROLECALL_CLIENT_SECRET", SECRET),
        InstantSource.fixed(NOW),
        CliContext.Terminal.NONE,
        "");
  }

  Cli at(Instant instant) {
    return new Cli(directory, environment, InstantSource.fixed(instant), terminal, answers);
  }

  Cli with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Cli(directory, Map.copyOf(more), clock, terminal, answers);
  }

  /** At a terminal, with everything that will be typed. */
  Cli typing(String text) {
    return new Cli(directory, environment, clock, new CliContext.Terminal(true, true, true), text);
  }

  Ran run(String... arguments) {
    return run(timing(), arguments);
  }

  /** By other clocks than its own. */
  Ran run(Timing timing, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var context =
        new CliContext(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader(answers)),
            terminal,
            new Environment(environment, directory, timing));
    int exit = new Main(context).run(arguments);
    return new Ran(List.of(arguments), exit, out.toString(), err.toString());
  }

  /** The clock of a test and the sandbox's may be years apart; it never waits. */
  private Timing timing() {
    return new Timing(clock, System::nanoTime, _ -> {}, Duration.ofDays(36_500));
  }

  /** What a run left behind. */
  record Ran(List<String> arguments, int exit, String out, String err) {
    Ran ended(ExitCode expected) {
      assertEquals(expected.code(), exit, this::toString);
      return this;
    }

    Ran says(String... texts) {
      for (String text : texts) {
        assertTrue((out + err).contains(text), () -> "does not say \"" + text + "\": " + this);
      }
      return this;
    }

    Ran saysNot(String... texts) {
      for (String text : texts) {
        assertFalse((out + err).contains(text), () -> "says \"" + text + "\": " + this);
      }
      return this;
    }

    @Override
    public String toString() {
      return "rolecall %s: %d%n--- out%n%s--- err%n%s"
          .formatted(String.join(" ", arguments), exit, out, err);
    }
  }
}
