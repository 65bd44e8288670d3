package dev.rolecall.tenant.api;

import static java.util.Objects.requireNonNull;

import dev.rolecall.cli.Outsider;
import dev.rolecall.http.Fence;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantContract;
import dev.rolecall.tenant.Traits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The adapter keeps the contract, against the sandbox over real HTTP. */
class TenantApiContractTest extends TenantContract {

  private @Nullable Outsider outsider;

  @Override
  protected Port tenant(List<String> users, List<String> groups) throws Exception {
    var tenant = SandboxTenant.start(users, groups);
    closing(tenant);
    outsider = new Outsider(tenant.url());
    return new Port(
        tenant.api().reader(SandboxTenant.ALL),
        tenant.api().writer(SandboxTenant.ALL, Fence.none(), true));
  }

  @Override
  protected Accounts accounts() {
    var by = requireNonNull(outsider);
    return new Accounts() {
      @Override
      public String namesake(String name) {
        return by.register(name);
      }

      @Override
      public void rename(String id, String name) {
        by.rename(id, name);
      }

      @Override
      public void delete(String id) {
        by.delete(id);
      }

      @Override
      public void join(String group, String user) {
        by.join(group, user);
      }
    };
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
