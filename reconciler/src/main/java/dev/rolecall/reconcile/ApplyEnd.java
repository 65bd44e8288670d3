package dev.rolecall.reconcile;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.report.Report;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an {@code apply} ended. */
public sealed interface ApplyEnd {

  /** Something stands against the plan, or has to be approved first. Nothing was written. */
  record Blocked(Report.Planned planned) implements ApplyEnd {}

  /** {@link Consent} was not given. Nothing was written. */
  record Declined() implements ApplyEnd {}

  /** The tenant moved between the plan and the first write. Nothing was written. */
  record Moved(ApplyJob job, List<BasisKey> keys) implements ApplyEnd {
    public Moved {
      keys = List.copyOf(keys);
    }

    public Report.Applied report() {
      return new Report.Applied(
          job.header(), job.plan(), new ApplyResult.Stale(keys), job.digest());
    }
  }

  /**
   * Every step was tried, skipped or left.
   *
   * @param unrecorded why the end could not be recorded, a sentence; null: it is recorded, or
   *     nothing keeps a record here
   * @param recorded where it is recorded, for people; null: nowhere
   * @param takenOver another run stands in the record instead of its end
   */
  record Ran(
      ApplyJob job,
      ApplyResult.Ran result,
      @Nullable String recorded,
      @Nullable String unrecorded,
      boolean takenOver)
      implements ApplyEnd {

    Ran(
        ApplyJob job,
        ApplyResult.Ran result,
        @Nullable String recorded,
        @Nullable String unrecorded) {
      this(job, result, recorded, unrecorded, false);
    }

    public Report.Applied report() {
      return new Report.Applied(job.header(), job.plan(), result, job.digest(), unrecorded);
    }

    public Optional<String> whyUnrecorded() {
      return Optional.ofNullable(unrecorded);
    }
  }
}
