package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.report.Header;
import dev.rolecall.report.Report;

/**
 * What is to be applied, and where it came from.
 *
 * @param digest of the plan, 64 hexadecimal digits
 * @param whole whether no step was left out for its cause
 */
public record ApplyJob(DesiredSide asked, Header header, Plan plan, String digest, boolean whole) {

  static ApplyJob of(DesiredSide asked, Header header, Plan full, ApplyRequest request) {
    Plan plan = full.only(request.causes());
    return new ApplyJob(
        asked, header, plan, PlanFile.digest(plan), plan.steps().size() == full.steps().size());
  }

  Report.Planned planned() {
    return new Report.Planned(header, plan, digest);
  }
}
