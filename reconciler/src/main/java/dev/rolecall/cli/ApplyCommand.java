package dev.rolecall.cli;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.diff.Cause;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.ApplyEnd;
import dev.rolecall.reconcile.ApplyRequest;
import dev.rolecall.reconcile.Applying;
import dev.rolecall.reconcile.RefusedException;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final String WAIT =
      "--wait is a number of seconds, minutes or hours up to a day: 90s, 40m, 2h.";

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
      names = "--begin",
      description = "Begin a record for a tenant that has declared roles already.")
  private boolean begin;

  @Option(
      names = "--rollback",
      description = "Apply a commit that undoes what a later one applied.")
  private boolean rollback;

  @Option(
      names = "--rebind",
      paramLabel = "NAME",
      description =
          "The tenant NAME has moved, or was called NAME before: its record goes on under its new"
              + " url or name.")
  private @Nullable String rebind;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description =
          "How long to wait for another apply, for example 40m. Default: 40m without a terminal,"
              + " else not at all.")
  private @Nullable String wait;

  @Option(
      names = "--take-over",
      paramLabel = "RUN",
      description = "Do not wait for this run: it is known to be dead.")
  private @Nullable String takeOver;

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
    if (parallelism < 1) {
      throw usage("--parallelism is at least 1.");
    }
    var request =
        new ApplyRequest(
            planFile,
            causes(),
            parallelism,
            new ApplyRequest.Leave(allowDirty, begin, rollback, rebind),
            new ApplyRequest.Waiting(longestWait(), takeOver));
    hearInterrupts(
        RefusedException.interruption(),
        "Interrupted: what is in flight is finished and recorded, and nothing new is begun.");
    try (var repository = repository()) {
      var applying =
          new Applying(
              repository,
              selection(),
              context.environment(),
              requests(Math.max(READS, parallelism)),
              context.interrupts());
      ApplyEnd end;
      try (var progress = new Progress(context)) {
        end = applying.run(request, planned -> agreed(planned, output), progress);
      } finally {
        context.interrupts().endsByItself(); // what is told of the end is told in full
      }
      return switch (end) {
        case ApplyEnd.Blocked(Report.Planned planned) -> {
          output.show(planned);
          yield ExitCode.BLOCKED;
        }
        case ApplyEnd.Declined _ -> {
          say("Nothing was applied.");
          tellInterrupted(
              Problem.error(
                  RuleId.INTERRUPTED,
                  null,
                  "The prompt was not answered yes; nothing was written to the tenant."));
          yield ExitCode.INTERRUPTED;
        }
        case ApplyEnd.Moved moved -> {
          output.show(moved.report());
          yield ExitCode.STALE;
        }
        case ApplyEnd.Ran ran -> ended(ran, output);
      };
    }
  }

  /** The run is over and recorded; a report that cannot be written is part of how it ended. */
  private ExitCode ended(ApplyEnd.Ran ran, ReportOutput output) {
    List<String> unwritten = output.tryToShow(ran.report());
    if (ran.recorded() != null) {
      say("recorded at " + ran.recorded());
    }
    var failures = new ArrayList<>(unwritten);
    ran.whyUnrecorded().ifPresent(failures::add);
    failures.forEach(sentence -> say("error  " + sentence));
    ExitCode exit = exit(ran);
    boolean clean = failures.isEmpty() || exit == ExitCode.REMOTE_FAILED;
    if (context.interrupts().requested()) {
      return ExitCode.INTERRUPTED;
    }
    if (ran.takenOver()) {
      return ExitCode.PARTLY_DONE; // its beginning stands in the record
    }
    return clean
        ? exit
        : ran.result().outcomes().isEmpty() && ran.recorded() == null
            ? ExitCode.REMOTE_FAILED
            : ExitCode.PARTLY_DONE;
  }

  private static ExitCode exit(ApplyEnd.Ran end) {
    ApplyResult.Ran ran = end.result();
    if (ran.complete()) {
      return end.job().plan().leavesRolesAlone() ? ExitCode.PARTLY_DONE : ExitCode.DONE;
    }
    return ran.nothingDone() ? ExitCode.REMOTE_FAILED : ExitCode.PARTLY_DONE;
  }

  private Duration longestWait() {
    if (wait == null) {
      return context.terminal().in() ? Duration.ZERO : Duration.ofMinutes(40);
    }
    try {
      String text = wait.strip();
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration duration =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> throw usage(WAIT);
          };
      if (duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
        throw usage(WAIT);
      }
      return duration;
    } catch (NumberFormatException | StringIndexOutOfBoundsException | ArithmeticException e) {
      throw usage(WAIT);
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
    if (only.isEmpty()) {
      throw usage("--only names at least one cause.");
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
