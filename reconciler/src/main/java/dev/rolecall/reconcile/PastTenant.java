package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant in the files of another commit, where it may have had another name. */
record PastTenant(TenantSettings tenant, RepositoryContent loaded) {

  /** What those files declare for it; empty where they do not know it. */
  DesiredState state() {
    return loaded.states().getOrDefault(name(), DesiredState.empty(tenant.name()));
  }

  /** Its settings then; empty where there were none. */
  Optional<TenantSettings> settings() {
    return Optional.ofNullable(loaded.settings()).map(then -> then.tenants().get(name()));
  }

  /** What the tenant was called then. */
  private String name() {
    @Nullable Settings then = loaded.settings();
    if (then == null || then.tenants().containsKey(tenant.name())) {
      return tenant.name();
    }
    List<String> same =
        then.tenants().values().stream()
            .filter(other -> other.identity().equals(tenant.identity()))
            .map(TenantSettings::name)
            .toList();
    return same.size() == 1 ? same.getFirst() : tenant.name();
  }
}
