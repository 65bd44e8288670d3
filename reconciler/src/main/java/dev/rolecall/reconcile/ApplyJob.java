package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.report.Report;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.report.Reviews;

/**
 * What is to be applied, and where it came from.
 *
 * @param tallying what its steps come to
 * @param digest of the plan, 64 hexadecimal digits
 * @param reviews of the approvals that it uses, or needs
 */
public record ApplyJob(
    DesiredSide asked,
    Comparison compared,
    Plan plan,
    Tallying tallying,
    String digest,
    Reviews reviews) {

  static ApplyJob of(DesiredSide asked, Comparison compared, Judged judged, Reviews reviews) {
    Plan plan = judged.plan();
    return new ApplyJob(asked, compared, plan, judged.tallying(), PlanFile.digest(plan), reviews);
  }

  public ReportHeader header() {
    return compared.header().reviewed(reviews);
  }

  Report.Planned planned() {
    return new Report.Planned(header(), plan, digest);
  }

  /** Whether a step of the plan is excluded from this run. */
  boolean leftOut() {
    return !plan.notices().leftOut().isEmpty();
  }
}
