package dev.rolecall.model;

/**
 * A kind of identity system, as far as it is known without reaching one.
 *
 * @param word what {@code provider:} says in {@code rolecall.yaml}
 * @param keys what its tenants are configured with there
 * @param features what its tenants can hold
 */
public record Provider(String word, ProviderKeys keys, TenantFeatures features) {}
