package dev.rolecall.model;

import org.jspecify.annotations.Nullable;

/**
 * A role of the tenant.
 *
 * @param system ships with the tenant: read-only definition, undeletable
 * @param version the tenant's opaque version for optimistic concurrency; null where it has none.
 *     Never part of a comparison or digest.
 */
public record LiveRole(RoleDefinition definition, boolean system, @Nullable String version) {
  public Slug slug() {
    return definition.slug();
  }
}
