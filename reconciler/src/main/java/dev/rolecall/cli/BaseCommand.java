package dev.rolecall.cli;

import dev.rolecall.http.Trace;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.FileChange;
import dev.rolecall.reconcile.RolesFolder;
import dev.rolecall.reconcile.RolesRepository;
import dev.rolecall.reconcile.RunContext;
import dev.rolecall.reconcile.Selection;
import dev.rolecall.reconcile.TenantConnection;
import dev.rolecall.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: the common options and its context. */
abstract class BaseCommand implements Callable<Integer> {
  /** Requests in flight at once while reading. */
  static final int READS = 8;

  @Mixin final CommonOptions options = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  private @Nullable ReportOutput output;

  final CliContext context;

  BaseCommand(CliContext context) {
    this.context = context;
  }

  /**
   * Does the work; what it throws, {@link ExceptionMapper} turns into a message and an exit code.
   */
  abstract ExitCode run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      int code = run().code();
      if (output == null && (!options.reports.isEmpty() || !options.format.equals("text"))) {
        say(
            "warning  %s tells its result in words alone: no report was written."
                .formatted(line().getCommandName()));
      }
      return code;
    } catch (OutOfMemoryError e) {
      throw new MemoryExhaustedException(e);
    }
  }

  final CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }

  /** As it was when it was asked for first: checked before anything is done. */
  final ReportOutput output() {
    var known = output;
    if (known == null) {
      known = ReportOutput.of(options, context, line());
      var files = new ArrayList<>(known.files());
      saved().ifPresent(files::add);
      requireFree(files);
      output = known;
    }
    return known;
  }

  private void requireFree(List<Path> files) {
    Optional<String> refused = OutputTargets.refused(files, this::repository);
    if (refused.isPresent()) {
      throw usage(refused.get());
    }
  }

  /** The file that it writes besides its reports. */
  Optional<Path> saved() {
    return Optional.empty();
  }

  /** Writes what became of the command into the reports that were asked for; what failed of it. */
  final List<String> tryToReport(Report.Failed failed) {
    try {
      return output().tryToShow(failed);
    } catch (ParameterException e) { // of a command that has no reports, and did not look
      return List.of(ErrorText.safe(e.getMessage()));
    }
  }

  /**
   * From now on a signal ends the command with 130, and its reports say so.
   *
   * @param brokenOff what it comes to where it is broken off
   * @param ending what is said where it comes to its end by itself
   */
  final void hearInterrupts(Problem brokenOff, String ending) {
    context
        .interrupts()
        .hearing(
            new Interrupts.Hearer() {
              @Override
              public void brokenOff() {
                tellInterrupted(brokenOff);
                context.out().flush();
                context.err().print("\n");
                context.err().print(ErrorText.failed(interrupted(brokenOff), context));
                context.err().flush();
              }

              @Override
              public void ending() {
                say(ending);
              }
            });
  }

  /** The same for a command that only reads; what it found by then is told in full. */
  final void hearInterrupts() {
    hearInterrupts(
        Problem.error(
            RuleId.INTERRUPTED,
            null,
            "It was interrupted before it had a result; it writes nothing to the tenant."),
        "Interrupted while the result was told.");
  }

  /** Writes into the reports that there is no result, and why. */
  final void tellInterrupted(Problem why) {
    tryToReport(interrupted(why)).forEach(sentence -> say("error  " + sentence));
  }

  private Report.Failed interrupted(Problem why) {
    return new Report.Failed(line().getCommandName(), ExitCode.INTERRUPTED.code(), List.of(why));
  }

  /** The commit whose settings count; null: the files at hand have their own. */
  @Nullable String base() {
    return null;
  }

  final Selection selection() throws IOException {
    return new Selection(directory(), options.tenant, options.ref, base());
  }

  private Path directory() throws IOException {
    return options.directory == null
        ? RolesFolder.from(context.resolve(Path.of("")))
        : options.directory;
  }

  final RolesRepository repository() throws IOException {
    return RolesRepository.open(selection(), context.environment());
  }

  /** What a run that writes works with; it stops at a signal. */
  final RunContext runContext(RolesRepository repository, int parallelism) throws IOException {
    return new RunContext(
        repository,
        selection(),
        context.environment(),
        requests(Math.max(READS, parallelism)),
        context.interrupts());
  }

  /** The way to a tenant that is only read. */
  final TenantConnection connection(TenantSettings tenant, RolesRepository repository) {
    return TenantConnection.open(tenant, repository, context.environment(), requests(READS));
  }

  final ParameterException usage(String message) {
    return new ParameterException(line(), message);
  }

  /** A line on standard output, made safe. */
  final void print(String line) {
    context.print(line);
  }

  /** A line for people on standard error, made safe. */
  final void say(String line) {
    context.say(line);
  }

  /** What was done to a file of the roles repository. */
  final void print(FileChange change) {
    print(change.kind().word() + " " + change.file());
  }

  final TenantConnection.Requests requests(int parallelism) {
    Trace trace =
        options.verbose
            ? (method, path, status, milliseconds) ->
                say("%s %s %d %d ms".formatted(method, path, status, milliseconds))
            : new ReadingProgress(context.status());
    return new TenantConnection.Requests(parallelism, trace);
  }
}
