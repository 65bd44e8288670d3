package dev.rolecall.tenant.keycloak;

import dev.rolecall.tenant.http.Target;

/** Where things are in the Admin API of one realm. */
record Paths(String realm) {
  Target realmItself() {
    return Target.of("admin", "realms", realm);
  }

  Target roles() {
    return realmItself().then("roles");
  }

  Target role(String id) {
    return realmItself().then("roles-by-id", id);
  }

  Target composites(String id) {
    return role(id).then("composites");
  }

  Target clients() {
    return realmItself().then("clients");
  }

  /** The internal id of the client, not its client id. */
  Target clientRoles(String client) {
    return clients().then(client, "roles");
  }

  Target groups() {
    return realmItself().then("groups");
  }

  Target users() {
    return realmItself().then("users");
  }

  /**
   * Which roles somebody is given directly.
   *
   * @param subject one user or group
   * @param client the internal id of the client whose roles; empty: the realm's
   */
  static Target mappings(Target subject, String client) {
    Target mappings = subject.then("role-mappings");
    return client.isEmpty() ? mappings.then("realm") : mappings.then("clients", client);
  }

  static Target full(Target target) {
    return target.with("briefRepresentation", "false");
  }

  static Target brief(Target target) {
    return target.with("briefRepresentation", "true");
  }

  static Target page(Target target, int first, int most) {
    return target.with("first", Integer.toString(first)).with("max", Integer.toString(most));
  }
}
