package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.report.Report;
import dev.rolecall.report.ReportHeader;

/**
 * What is to be applied, and where it came from.
 *
 * @param tallying what its steps come to
 * @param digest of the plan, 64 hexadecimal digits
 */
public record ApplyJob(
    DesiredSide asked, Comparison compared, Plan plan, Tallying tallying, String digest) {

  static ApplyJob of(DesiredSide asked, Comparison compared, Judged judged) {
    Plan plan = judged.plan();
    return new ApplyJob(asked, compared, plan, judged.tallying(), PlanFile.digest(plan));
  }

  public ReportHeader header() {
    return compared.header();
  }

  Report.Planned planned() {
    return new Report.Planned(header(), plan, digest);
  }

  /** Whether a step of the plan is excluded from this run. */
  boolean leftOut() {
    return !plan.notices().leftOut().isEmpty();
  }
}
