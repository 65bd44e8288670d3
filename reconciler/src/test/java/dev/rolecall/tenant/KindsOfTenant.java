package dev.rolecall.tenant;

import dev.rolecall.model.Provider;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.tenant.api.TenantApi;
import java.util.List;
import java.util.TreeSet;

/** The features of the two kinds of tenant, for tests that reach neither. */
public final class KindsOfTenant {
  /** Roles contain no roles, and rolecall could have created every slug. */
  public static final TenantFeatures FLAT = TenantApi.FEATURES;

  /** Roles contain roles and keep the names that they have, as on Keycloak. */
  public static final TenantFeatures NESTING =
      new TenantFeatures(
          new TreeSet<>(List.of(new Slug("offline_access"), new Slug("uma_authorization"))),
          TenantFeatures.SLUG,
          63,
          255,
          255,
          true,
          "realm",
          new TreeSet<>(List.of("realm-management")));

  private KindsOfTenant() {}

  public static TenantFeatures of(Provider provider) {
    return switch (provider) {
      case TENANT_API -> FLAT;
      case KEYCLOAK -> NESTING;
    };
  }
}
