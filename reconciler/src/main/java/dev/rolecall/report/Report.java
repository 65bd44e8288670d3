package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result with what is needed to show it; {@link Renderer} makes text of it. */
public sealed interface Report {
  /**
   * What {@code validate} found.
   *
   * @param checked what was looked at, for example {@code 12 documents in 9 files}
   * @param guarded by tenant what guards have against the change
   */
  record Problems(List<Problem> problems, String checked, List<GuardedTenant> guarded)
      implements Report {
    public Problems {
      problems = List.copyOf(problems);
      guarded = List.copyOf(guarded);
    }

    /** Nothing was judged by guards. */
    public Problems(List<Problem> problems, String checked) {
      this(problems, checked, List.of());
    }

    /** Neither errors, nor a guard that nobody has lifted. */
    public boolean valid() {
      return !Problem.anyError(problems) && guarded.stream().noneMatch(GuardedTenant::stands);
    }
  }

  /**
   * What would be done.
   *
   * @param digest of the plan, 64 hexadecimal digits
   * @param at the time of {@code --at} that it was made for, never to be applied; null: the time of
   *     the run
   */
  record Planned(ReportHeader header, Plan plan, String digest, @Nullable Instant at)
      implements Report {
    /** Of the time of the run. */
    public Planned(ReportHeader header, Plan plan, String digest) {
      this(header, plan, digest, null);
    }

    GuardedTenant guarded() {
      return new GuardedTenant(header.tenant(), header.now(), plan.objections(), header.reviews());
    }
  }

  /**
   * What was done.
   *
   * @param unrecorded why the record does not hold its end, a sentence; null: it does, or there is
   *     none
   */
  record Applied(
      ReportHeader header,
      Plan plan,
      ApplyResult result,
      String digest,
      @Nullable String unrecorded)
      implements Report {

    GuardedTenant guarded() {
      return new GuardedTenant(header.tenant(), header.now(), plan.objections(), header.reviews());
    }

    /** Recorded, as far as there is a record. */
    public Applied(ReportHeader header, Plan plan, ApplyResult result, String digest) {
      this(header, plan, result, digest, null);
    }
  }

  /** Where the tenant and git differ. */
  record Drifted(ReportHeader header, DriftReport drift) implements Report {}

  /** What was run, and who was given what. */
  record Told(HistoryReport history) implements Report {}

  /**
   * A command that ended before it had a result.
   *
   * @param command for example {@code apply}
   * @param exit what the process ends with
   * @param problems at least one
   */
  record Failed(String command, int exit, List<Problem> problems) implements Report {
    public Failed {
      problems = List.copyOf(problems);
    }
  }
}
