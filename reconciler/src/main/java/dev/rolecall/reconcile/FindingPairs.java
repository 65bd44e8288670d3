package dev.rolecall.reconcile;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.List;
import java.util.Set;

/** Finds who holds together what policies keep apart. */
public final class FindingPairs {
  private FindingPairs() {}

  /**
   * In the tenant as it was compared. Without a policy it asks for nothing.
   *
   * @param reader which has read the live state of the comparison last
   */
  public static HeldTogether of(DesiredSide asked, Comparison compared, TenantReader reader)
      throws TenantException {
    List<Separation> policies = JudgingSettings.standing(asked);
    if (policies.isEmpty()) {
      return HeldTogether.nothing();
    }
    DiffInputs inputs = compared.inputs();
    Set<String> groups = HeldTogether.groups(inputs, policies);
    People people =
        groups.isEmpty() ? People.nobody() : reader.people(new Audience(groups, Set.of()));
    return HeldTogether.of(inputs, compared.difference().changes(), policies, people);
  }
}
