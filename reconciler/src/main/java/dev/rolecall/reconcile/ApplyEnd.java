package dev.rolecall.reconcile;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.report.Report;

/** How an {@code apply} ended. */
public sealed interface ApplyEnd {
  /**
   * The saved plan no longer is the plan of these files; the tenant was not asked.
   *
   * @param reason one sentence
   */
  record StaleFiles(String reason) implements ApplyEnd {}

  /** The verdict forbids the plan. Nothing was written. */
  record Blocked(Report.Planned planned) implements ApplyEnd {}

  /** {@link Consent} was not given. Nothing was written. */
  record Declined() implements ApplyEnd {}

  /** The tenant was asked to do the plan: it had moved, or every step was tried or skipped. */
  record Ran(ApplyJob job, ApplyResult result) implements ApplyEnd {

    public Report.Applied report() {
      return new Report.Applied(job.header(), result, job.digest());
    }
  }
}
