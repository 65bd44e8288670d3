package dev.rolecall.cli;

import dev.rolecall.model.Slug;
import dev.rolecall.reconcile.ApplyRequest;
import dev.rolecall.reconcile.RefusedException;
import dev.rolecall.reconcile.UndoEnd;
import dev.rolecall.reconcile.UndoRequest;
import dev.rolecall.reconcile.Undoing;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall undo}: takes back what a run did. */
@Command(
    name = "undo",
    description = {
      "Takes back what a run really did, from any clone: shows the plan, asks, and writes. What has"
          + " moved since is left, and named.",
      "Afterwards the tenant is held until a commit agrees with it, so that the next apply does not"
          + " do the same again."
    })
final class UndoCommand extends BaseCommand {
  @Parameters(
      arity = "1",
      paramLabel = "RUN",
      description = "The run, by its id or the beginning of it, as rolecall history tells it.")
  private String run = "";

  @Option(
      names = "--as",
      paramLabel = "OLD=NEW",
      description =
          "A role that the run deleted comes back under this slug; its own is retired for ever."
              + " May be given several times.")
  private @Nullable List<String> renamed;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description =
          "Write a branch of this clone whose commit agrees with the tenant as it is afterwards;"
              + " pushing and merging it ends the hold.")
  private @Nullable String branch;

  @Mixin private final WritingOptions writing = new WritingOptions();

  UndoCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    var request =
        new UndoRequest(
            run,
            renamed(),
            branch,
            writing.allowDirty,
            writing.reason(),
            writing.parallelism(),
            new ApplyRequest.Waiting(
                writing.longestWait(context.terminal().in()), writing.takeOver));
    hearInterrupts(
        RefusedException.interruption(),
        "Interrupted: what is in flight is finished and recorded, and nothing new is begun.");
    try (var repository = repository()) {
      var undoing = new Undoing(runContext(repository, request.parallelism()));
      var told = new RunOutcome(context, output, writing.approve);
      UndoEnd end;
      try (var progress = new Progress(context)) {
        end = undoing.run(request, told::agreed, progress);
      } finally {
        context.interrupts().endsByItself(); // what is told of the end is told in full
      }
      ExitCode exit = told.of(end.end(), this::tellInterrupted);
      if (end.branch() != null) {
        say(end.branch());
      }
      return exit == ExitCode.DONE && end.leavesAccess() ? ExitCode.PARTLY_DONE : exit;
    }
  }

  private SortedMap<Slug, Slug> renamed() {
    var slugs = new TreeMap<Slug, Slug>();
    if (renamed != null) {
      for (String pair : renamed) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
          throw usage("--as takes OLD=NEW, for example --as cs-lead=cs-lead-2.");
        }
        var old = new Slug(pair.substring(0, equals));
        if (slugs.put(old, new Slug(pair.substring(equals + 1))) != null) {
          throw usage("--as names %s twice; a role comes back once.".formatted(old));
        }
      }
    }
    return slugs;
  }
}
