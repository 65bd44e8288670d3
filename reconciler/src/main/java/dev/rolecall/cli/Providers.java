package dev.rolecall.cli;

import dev.rolecall.model.Provider;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.api.TenantApi;
import org.jspecify.annotations.Nullable;

/** What each provider is known for without a login. */
final class Providers {
  private Providers() {}

  static TenantFeatures features(Provider provider) {
    return switch (provider) {
      // Keycloak's own features come with its adapter; until then its documents are held to these.
      case TENANT_API, KEYCLOAK -> TenantApi.FEATURES;
    };
  }

  static InvalidInputException notYet(Provider provider, @Nullable SourceRef at) {
    return new InvalidInputException(
        Problem.error(
                RuleId.BAD_VALUE,
                at,
                "The provider %s cannot be reached by this version.".formatted(provider.word()))
            .advising("Use provider: tenant-api."));
  }
}
