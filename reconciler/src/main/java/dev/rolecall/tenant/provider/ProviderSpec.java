package dev.rolecall.tenant.provider;

import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.model.Provider;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;

/**
 * All that a provider is. A new one is a package with one of these, and its place in the list of
 * {@code reconcile}.
 */
public record ProviderSpec(Provider provider, Opener opener) {
  /** Finds the way to a tenant. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Sends nothing yet.
     *
     * @param settings of a tenant of this provider
     * @throws InvalidInputException for settings that cannot work
     */
    RemoteTenant open(TenantSettings settings, HttpEnvironment environment);
  }
}
