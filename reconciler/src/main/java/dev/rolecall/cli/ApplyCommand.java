package dev.rolecall.cli;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.ApplyEnd;
import dev.rolecall.reconcile.ApplyRequest;
import dev.rolecall.reconcile.Applying;
import dev.rolecall.reconcile.RefusedException;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rolecall apply}: makes the tenant what a plan says. */
@Command(
    name = "apply",
    description = {
      "Makes the tenant what git says: plans, shows, asks, and writes.",
      "With --plan it does what a saved plan says, or refuses when the tenant has moved since."
    })
final class ApplyCommand extends BaseCommand {
  @Mixin private final ApplyOptions asked = new ApplyOptions();

  ApplyCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    ApplyRequest request = asked.request(context.terminal().in());
    hearInterrupts(
        RefusedException.interruption(),
        "Interrupted: what is in flight is finished and recorded, and nothing new is begun.");
    try (var repository = repository()) {
      var applying =
          new Applying(
              repository,
              selection(),
              context.environment(),
              requests(Math.max(READS, request.parallelism())),
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
      Plan plan = end.job().plan();
      return plan.leavesRolesAlone() || plan.keepsExpired() ? ExitCode.PARTLY_DONE : ExitCode.DONE;
    }
    return ran.nothingDone() ? ExitCode.REMOTE_FAILED : ExitCode.PARTLY_DONE;
  }

  private boolean agreed(Report.Planned planned, ReportOutput output) throws IOException {
    output.print(planned);
    return planned.plan().writesNothing() || asked.approve || confirmed(planned.header().tenant());
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
}
