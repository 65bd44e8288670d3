package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
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

/** The command line as a function: arguments and context in, exit code out. */
public final class Main {
  private final CliContext context;

  Main(CliContext context) {
    this.context = context;
  }

  int run(String... arguments) {
    int code = commandLine(arguments).execute(arguments);
    context.err().flush();
    boolean lost = context.out().checkError();
    if (lost && (code == ExitCode.DONE.code() || code == ExitCode.CHANGES.code())) {
      context.err().println("error  " + ReportOutput.NO_STANDARD_OUTPUT);
      context.err().flush();
      return ExitCode.REMOTE_FAILED.code();
    }
    return code;
  }

  private CommandLine commandLine(String... arguments) {
    var line = new CommandLine(new Rolecall());
    new Commands(context).neededFor(arguments).forEach(line::addSubcommand);
    Examples.into(line);
    var mapper = new ExceptionMapper(context);
    return line.setOut(context.out())
        .setErr(context.err())
        .setParameterExceptionHandler(mapper::usage)
        .setExecutionExceptionHandler(mapper::execution);
  }

  public static void main(String[] arguments) {
    var context =
        new CliContext(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            new BufferedReader(new InputStreamReader(System.in, UTF_8)),
            CliContext.Terminal.of(
                System.getProperty("rolecall.terminal"),
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()),
            new Environment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Timing.of(InstantSource.system(), System::nanoTime)),
            new Interrupts());
    context.interrupts().listen();
    HeadStart.of(arguments);
    int code = new Main(context).run(arguments);
    context.interrupts().ended();
    System.exit(code);
  }

  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), false, UTF_8);
  }
}
