package dev.rolecall.reconcile;

import dev.rolecall.model.Provider;
import dev.rolecall.tenant.api.TenantApi;
import dev.rolecall.tenant.keycloak.Keycloak;
import dev.rolecall.tenant.provider.ProviderSpec;
import java.util.List;

/** The list of providers: the one place outside of its package that names one. */
final class Providers {
  private static final List<ProviderSpec> ALL = List.of(TenantApi.SPEC, Keycloak.SPEC);

  private Providers() {}

  /** What is known of each without reaching a tenant. */
  static List<Provider> known() {
    return ALL.stream().map(ProviderSpec::provider).toList();
  }

  /** The one behind a provider that the settings name. */
  static ProviderSpec spec(Provider provider) {
    return ALL.stream()
        .filter(spec -> spec.provider().word().equals(provider.word()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(provider.word()));
  }
}
