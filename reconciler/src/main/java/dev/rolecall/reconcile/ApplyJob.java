package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.report.Report;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.report.Reviews;
import java.util.List;

/**
 * What is to be applied, and where it came from.
 *
 * @param judged the plan, what its steps come to, and whom it logs out
 * @param digest of the plan, 64 hexadecimal digits
 * @param lifted what would have stopped it and was lifted in an emergency, by ids of rules
 * @param reviews of the approvals that it uses, or needs
 */
public record ApplyJob(
    DesiredSide asked,
    Comparison compared,
    Judged judged,
    String digest,
    List<String> lifted,
    Reviews reviews) {
  public ApplyJob {
    lifted = List.copyOf(lifted);
  }

  /**
   * Of a plan that was judged.
   *
   * @param intent what it is for
   */
  static ApplyJob of(
      DesiredSide asked, Comparison compared, Judged judged, RunIntent intent, Reviews reviews) {
    Plan plan = intent.emergency().of(judged.plan());
    return new ApplyJob(
        asked,
        compared,
        judged.as(plan),
        PlanFile.digest(plan),
        intent.emergency().lifted(plan),
        reviews);
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
}
