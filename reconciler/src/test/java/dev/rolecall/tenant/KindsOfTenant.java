package dev.rolecall.tenant;

import dev.rolecall.model.Provider;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.tenant.api.TenantApi;
import dev.rolecall.tenant.keycloak.Keycloak;
import dev.rolecall.tenant.provider.ProviderSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The features of the two kinds of tenant, for tests that reach neither. */
public final class KindsOfTenant {
  /** Roles contain no roles, and rolecall could have created every slug. */
  public static final TenantFeatures FLAT = TenantApi.SPEC.provider().features();

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
          new TreeSet<>(List.of("realm-management")),
          new TreeSet<>(),
          new TreeSet<>(),
          null);

  private KindsOfTenant() {}

  /** A flat one with nothing to be careful about, which takes slugs of this form. */
  public static TenantFeatures plain(Set<Slug> systemRoles, Pattern slug, int slugLength) {
    return new TenantFeatures(
        new TreeSet<>(systemRoles),
        slug,
        slugLength,
        200,
        1000,
        false,
        null,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        null);
  }

  /** Settings may name either. */
  public static List<Provider> providers() {
    return List.of(TenantApi.SPEC.provider(), with(Keycloak.SPEC, NESTING));
  }

  /** The same, and both have these features. */
  public static List<Provider> providers(TenantFeatures features) {
    return List.of(with(TenantApi.SPEC, features), with(Keycloak.SPEC, features));
  }

  /** Flat, or nesting. */
  public static Provider provider(boolean nesting) {
    return providers().get(nesting ? 1 : 0);
  }

  private static Provider with(ProviderSpec spec, TenantFeatures features) {
    return new Provider(spec.provider().word(), spec.provider().keys(), features);
  }
}
