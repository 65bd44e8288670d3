package dev.rolecall.reconcile;

import dev.rolecall.model.Provider;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.tenant.api.TenantApi;
import dev.rolecall.tenant.keycloak.Keycloak;

/** What each provider is known for without a login. */
final class Providers {
  private Providers() {}

  static TenantFeatures features(Provider provider) {
    return switch (provider) {
      case TENANT_API -> TenantApi.FEATURES;
      case KEYCLOAK -> Keycloak.FEATURES;
    };
  }
}
