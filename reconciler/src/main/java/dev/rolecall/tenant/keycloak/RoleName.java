package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityId;
import org.jspecify.annotations.Nullable;

/**
 * A role by name, as one inside another or as one that a group holds.
 *
 * @param client the client id; null for a role of the realm
 */
record RoleName(@Nullable String client, String name) {
  /** The area of a client that is called as the area of realm roles is. */
  private static final String OF_CLIENT_REALM = "client:" + Keycloak.REALM_AREA;

  /** The role that is this capability. */
  static RoleName of(CapabilityId id) {
    @Nullable String client =
        switch (id.area()) {
          case Keycloak.REALM_AREA -> null;
          case OF_CLIENT_REALM -> Keycloak.REALM_AREA;
          default -> id.area();
        };
    return new RoleName(client, id.action());
  }

  CapabilityId capability() {
    return new CapabilityId(area(), name);
  }

  private String area() {
    if (client == null) {
      return Keycloak.REALM_AREA;
    }
    return client.equals(Keycloak.REALM_AREA) ? OF_CLIENT_REALM : client;
  }

  /** The role's slug: its own name, or {@code client:role}. */
  String slug() {
    return client == null ? name : area() + ":" + name;
  }
}
