package dev.rolecall.tenant.api;

import dev.rolecall.tenant.TenantContract;
import java.util.List;

/** The adapter keeps the contract, against the sandbox over real HTTP. */
class TenantApiContractTest extends TenantContract {

  @Override
  protected Port tenant(List<String> users, List<String> groups) throws Exception {
    var tenant = SandboxTenant.start(users, groups);
    closing(tenant);
    return new Port(tenant.api().reader(SandboxTenant.ALL), tenant.api().writer(SandboxTenant.ALL));
  }
}
