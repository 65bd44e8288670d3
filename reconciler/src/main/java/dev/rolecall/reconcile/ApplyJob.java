package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.report.Report;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.report.Reviews;

/**
 * What is to be applied, and where it came from.
 *
 * @param judged the plan, what its steps come to, and whom it logs out
 * @param digest of the plan, 64 hexadecimal digits
 * @param reviews of the approvals that it uses, or needs
 */
public record ApplyJob(
    DesiredSide asked, Comparison compared, Judged judged, String digest, Reviews reviews) {

  static ApplyJob of(DesiredSide asked, Comparison compared, Judged judged, Reviews reviews) {
    return new ApplyJob(asked, compared, judged, PlanFile.digest(judged.plan()), reviews);
  }

  public Plan plan() {
    return judged.plan();
  }

  Tallying tallying() {
    return judged.tallying();
  }

  public ReportHeader header() {
    return compared.header().reviewed(reviews);
  }

  Report.Planned planned() {
    return new Report.Planned(header(), plan(), digest);
  }

  /** Whether a step of the plan is excluded from this run. */
  boolean leftOut() {
    return !plan().notices().leftOut().isEmpty();
  }
}
