package dev.rolecall.cli;

import dev.rolecall.tenant.http.Trace;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: the common options and its surroundings. */
abstract class BaseCommand implements Callable<Integer> {
  /** Requests in flight at once while reading. */
  static final int READS = 8;

  @Mixin final CommonOptions options = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  final Surroundings surroundings;

  BaseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Does the work; what it throws, {@link Failures} turns into a message and an exit code. */
  abstract Exit run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    return run().code();
  }

  final CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  final Outlet outlet() {
    return Outlet.of(options, surroundings, line());
  }

  final ParameterException usage(String message) {
    return new ParameterException(line(), message);
  }

  /** A line for people on standard error. */
  final void say(String text) {
    surroundings.err().println(text);
    surroundings.err().flush();
  }

  final TenantDoor.Requests requests(int parallelism) {
    Trace trace =
        options.verbose
            ? (method, path, status, milliseconds) ->
                say("%s %s %d %d ms".formatted(method, Said.safe(path), status, milliseconds))
            : Trace.none();
    return new TenantDoor.Requests(parallelism, trace);
  }
}
