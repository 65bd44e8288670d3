package dev.rolecall.cli;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.diff.Cause;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.git.Move;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.ApplyEnd;
import dev.rolecall.reconcile.ApplyRequest;
import dev.rolecall.reconcile.Applying;
import dev.rolecall.reconcile.Recording;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall apply}: makes the tenant what a plan says. */
@Command(
    name = "apply",
    description = {
      "Makes the tenant what git says: plans, shows, asks, and writes.",
      "With --plan it does what a saved plan says, or refuses when the tenant has moved since."
    })
final class ApplyCommand extends BaseCommand {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "A plan saved by plan --out; asks nothing.")
  private @Nullable Path planFile;

  @Option(
      names = "--only",
      paramLabel = "CAUSES",
      split = ",",
      description = "Only changes with these causes: pending, drift, started, expired, takes-over.")
  private @Nullable List<String> only;

  @Option(
      names = "--approve",
      description = "Answers the prompt with yes, and nothing else; needed without a terminal.")
  private boolean approve;

  @Option(
      names = "--allow-dirty",
      description = "Apply files that differ from the commit, or a plain folder.")
  private boolean allowDirty;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "8",
      description = "Most writes in flight at once. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  ApplyCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    Set<Cause> causes = causes();
    if (parallelism < 1) {
      throw usage("--parallelism is at least 1.");
    }
    try (var repository = repository()) {
      var applying =
          new Applying(
              repository,
              selection(),
              context.environment(),
              requests(Math.max(READS, parallelism)));
      ApplyEnd end;
      try (var progress = new Progress(context)) {
        end =
            applying.run(
                new ApplyRequest(planFile, causes, allowDirty, parallelism),
                planned -> agreed(planned, output),
                progress);
      }
      return switch (end) {
        case ApplyEnd.StaleFiles(String reason) -> {
          say("error  " + reason);
          say("Make a new plan: rolecall plan --out " + planFile);
          yield ExitCode.STALE;
        }
        case ApplyEnd.Blocked(Report.Planned planned) -> {
          output.show(planned);
          yield ExitCode.BLOCKED;
        }
        case ApplyEnd.Declined _ -> {
          say("Nothing was applied.");
          yield ExitCode.INTERRUPTED;
        }
        case ApplyEnd.Ran ran -> {
          output.show(ran.report());
          say(applying.record(ran));
          yield exit(ran.result());
        }
      };
    }
  }

  private static ExitCode exit(ApplyResult result) {
    return switch (result) {
      case ApplyResult.Stale _ -> ExitCode.STALE;
      case ApplyResult.Ran ran when ran.complete() -> ExitCode.DONE;
      case ApplyResult.Ran ran when ran.nothingDone() -> ExitCode.REMOTE_FAILED;
      case ApplyResult.Ran _ -> ExitCode.PARTLY_DONE;
    };
  }

  private void say(Recording recording) {
    switch (recording) {
      case Recording.Nothing _ -> {}
      case Recording.Withheld _ ->
          say(
              "Not recorded as applied, because a removal was withheld; the next apply makes up for"
                  + " it.");
      case Recording.Tried(Commit commit, Move move) -> say(commit, move);
    }
  }

  private void say(Commit commit, Move move) {
    switch (move) {
      case Move.Moved(String remote) ->
          say("recorded %s as applied, here and on %s".formatted(commit.shortId(), remote));
      case Move.MovedLocally(Move.Why why, String detail) -> {
        say("recorded %s as applied".formatted(commit.shortId()));
        if (why != Move.Why.NO_REMOTE) {
          say("warning  " + RuleId.APPLIED_REF.id() + "  " + ErrorText.safe(detail));
        }
      }
      case Move.Lost(Applied current) ->
          say(
              "warning  %s  Somebody else recorded %s as applied meanwhile; theirs stands."
                  .formatted(
                      RuleId.APPLIED_REF.id(),
                      current.id().map(id -> id.substring(0, 7)).orElse("nothing")));
    }
  }

  private boolean agreed(Report.Planned planned, ReportOutput output) throws IOException {
    output.print(planned);
    return planned.plan().isEmpty() || approve || confirmed(planned.header().tenant());
  }

  private boolean confirmed(String tenant) throws IOException {
    if (!context.terminal().in()) {
      say("There is no terminal to ask on; --approve answers the prompt.");
      return false;
    }
    context.err().print("Apply this to " + tenant + "? Only yes is accepted: ");
    context.err().flush();
    @Nullable String answer = context.in().readLine();
    return answer != null && answer.strip().equals("yes");
  }

  private Set<Cause> causes() {
    if (only == null) {
      return EnumSet.allOf(Cause.class);
    }
    var causes = EnumSet.noneOf(Cause.class);
    for (String word : only) {
      causes.add(
          Arrays.stream(Cause.values())
              .filter(cause -> cause.word().equals(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  usage(
                      "There is no cause %s; there is %s."
                          .formatted(
                              word,
                              String.join(
                                  ", ",
                                  Arrays.stream(Cause.values()).map(Cause::word).toList())))));
    }
    return causes;
  }
}
