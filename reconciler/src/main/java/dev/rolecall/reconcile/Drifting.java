package dev.rolecall.reconcile;

import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sorts out what moved behind git's back, and finds the people behind it. */
public final class Drifting {
  private final DesiredSide asked;
  private final Comparison compared;
  private final TenantReader reader;

  /**
   * Asks nothing yet.
   *
   * @param reader which has read the live state of the comparison last
   */
  public Drifting(DesiredSide asked, Comparison compared, TenantReader reader) {
    this.asked = asked;
    this.compared = compared;
    this.reader = reader;
  }

  /**
   * All that is not as git has it. The tenant is asked for people only where something drifted that
   * groups hold, or a policy keeps things apart.
   *
   * @param plan of the comparison
   * @throws IOException when what the record keeps for guards cannot be read
   */
  public DriftReport report(Plan plan) throws IOException, TenantException {
    Plan kept = Judging.of(asked, compared, List.of(), reader).withholding(plan);
    DiffResult difference = compared.difference().withholding(kept.keptExpired());
    var drift =
        DriftReport.of(
            difference.withFindings(Findings.joined(difference.findings(), Judging.findings(kept))),
            NotInGit.of(compared.inputs(), compared.difference()),
            kept.changesOf(Portion.GOES_BACK),
            asked.applied() instanceof AppliedState.Known,
            asked.settings().coversAll());
    return withPeople(drift, plan.notices().due());
  }

  private List<OwedRevocation> owed() throws TenantException {
    return StillOwed.of(asked, compared.inputs()).recorded(new KnownPeople(reader));
  }

  private DriftReport withPeople(DriftReport drift, List<DueDate> due) throws TenantException {
    DiffInputs inputs = compared.inputs();
    List<Separation> policies = JudgingSettings.standing(asked);
    var wayBack = ImpactScope.of(inputs.live(), inputs.features(), drift.drifted());
    Set<String> groups = new TreeSet<>(wayBack.groups());
    if (!policies.isEmpty()) {
      groups.addAll(HeldTogether.groups(inputs, policies));
    }
    var ends = EndingSoon.of(inputs, compared.difference());
    var audience = new Audience(groups, wayBack.roles()).and(ends.audience());
    People people = new KnownPeople(reader).of(audience);
    EndingSoon.Told told = ends.told(people);
    return drift.among(
        wayBack.behind(people),
        policies.isEmpty()
            ? HeldTogether.nothing()
            : HeldTogether.of(inputs, compared.difference().changes(), policies, people),
        owed(),
        new DriftReport.Ahead(told.expiring(), told.warnings(), due));
  }
}
