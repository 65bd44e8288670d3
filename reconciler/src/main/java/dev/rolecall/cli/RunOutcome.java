package dev.rolecall.cli;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.ApplyEnd;
import dev.rolecall.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks before a run that writes, tells how it ended, and what the process ends with. */
final class RunOutcome {
  private final CliContext context;
  private final ReportOutput output;
  private final boolean approved;

  /**
   * Of one run.
   *
   * @param approved whether the prompt is answered already
   */
  RunOutcome(CliContext context, ReportOutput output, boolean approved) {
    this.context = context;
    this.output = output;
    this.approved = approved;
  }

  /**
   * Tells how it ended.
   *
   * @param notDone hears, for the reports that were asked for, that there is no result, and why
   */
  ExitCode of(ApplyEnd end, Consumer<Problem> notDone) throws IOException {
    return switch (end) {
      case ApplyEnd.Blocked(Report.Planned planned) -> {
        output.show(planned);
        yield ExitCode.BLOCKED;
      }
      case ApplyEnd.Declined _ -> {
        context.say("Nothing was applied.");
        notDone.accept(
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
      case ApplyEnd.Ran ran -> ended(ran);
    };
  }

  /** The run is over and recorded; a report that cannot be written is part of how it ended. */
  private ExitCode ended(ApplyEnd.Ran ran) {
    List<String> unwritten = output.tryToShow(ran.report());
    if (ran.recorded() != null) {
      context.say("recorded at " + ran.recorded());
    }
    var failures = new ArrayList<>(unwritten);
    ran.whyUnrecorded().ifPresent(failures::add);
    failures.forEach(sentence -> context.say("error  " + sentence));
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

  /** Shows the plan and asks for a yes. */
  boolean agreed(Report.Planned planned) throws IOException {
    output.print(planned);
    return planned.plan().writesNothing() || approved || confirmed(planned.header().tenant());
  }

  private boolean confirmed(String tenant) throws IOException {
    if (!context.terminal().in()) {
      context.say("There is no terminal to ask on; --approve answers the prompt.");
      return false;
    }
    context.err().print("Apply this to " + tenant + "? Only yes is accepted: ");
    context.err().flush();
    @Nullable String answer = context.in().readLine();
    return answer != null && answer.strip().equals("yes");
  }
}
