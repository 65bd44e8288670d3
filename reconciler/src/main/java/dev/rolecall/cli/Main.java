package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;

/** The command line as a function: arguments and surroundings in, exit code out. */
public final class Main {
  private final Surroundings surroundings;

  Main(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private CommandLine commandLine(String... arguments) {
    var line = new CommandLine(new Rolecall());
    new Commands(surroundings).neededFor(arguments).forEach(line::addSubcommand);
    var failures = new Failures(surroundings);
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setParameterExceptionHandler(failures::usage)
        .setExecutionExceptionHandler(failures::execution);
  }

  public static void main(String[] arguments) {
    var surroundings =
        new Surroundings(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            new BufferedReader(new InputStreamReader(System.in, UTF_8)),
            Surroundings.Terminal.of(
                System.getProperty("rolecall.terminal"),
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()),
            System.getenv(),
            new Surroundings.Place(Path.of("").toAbsolutePath(), InstantSource.system()));
    System.exit(new Main(surroundings).run(arguments));
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), false, UTF_8);
  }
}
