package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.People;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.List;

/** Finds the people behind the steps of a plan. */
public final class PeopleBehind {
  private PeopleBehind() {}

  /**
   * The plan with what its steps do to people. The tenant is asked for no more than the groups and
   * roles that some step concerns; for none, where no step gives or takes anything.
   *
   * @param reader which has read the live state of these inputs last
   * @throws TenantException when the tenant does not answer; a group that may not be looked into is
   *     named in the impact instead
   */
  public static Plan steps(Plan plan, DiffInputs inputs, TenantReader reader)
      throws TenantException {
    List<Change> changes = plan.steps().stream().map(Step::change).toList();
    var scope = ImpactScope.of(inputs.live(), inputs.features(), changes);
    var audience = new Audience(scope.groups(), scope.roles());
    People people = audience.isEmpty() ? People.nobody() : reader.people(audience);
    Impact impact = scope.behind(people);
    return plan.with(impact);
  }
}
