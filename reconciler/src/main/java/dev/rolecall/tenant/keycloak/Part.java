package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityId;
import org.jspecify.annotations.Nullable;

/**
 * A role by name, as one inside another or as one that a group holds.
 *
 * @param client the client id; null for a role of the realm
 */
record Part(@Nullable String client, String name) {
  CapabilityId capability() {
    return new CapabilityId(client == null ? Keycloak.REALM_AREA : client, name);
  }

  /** The role's slug: its own name, or {@code client:role}. */
  String slug() {
    return client == null ? name : client + ":" + name;
  }
}
