package dev.rolecall.tenant.api;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantContract;
import dev.rolecall.tenant.Traits;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The adapter keeps the contract, against the sandbox over real HTTP. */
class TenantApiContractTest extends TenantContract {

  @Override
  protected Port tenant(List<String> users, List<String> groups) throws Exception {
    var tenant = SandboxTenant.start(users, groups);
    closing(tenant);
    return new Port(tenant.api().reader(SandboxTenant.ALL), tenant.api().writer(SandboxTenant.ALL));
  }

  @Override
  protected Traits traits() {
    return new Traits(
        List.of("administrator", "operator", "owner", "viewer"),
        new Slug("viewer"),
        new CapabilityId("audit", "read"),
        Set.of(
            new CapabilityId("authentication", "view"),
            new CapabilityId("mfa", "manage-custom-factors"),
            new CapabilityId("reports", "configure"),
            new CapabilityId("threat-intelligence", "manage-feeds")),
        new Traits.Habits(true, true, true, true),
        Map.of("409 slug_taken by a system role", "409 slug_taken"));
  }
}
