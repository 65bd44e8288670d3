package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.RequestTarget;

/** Where things are in the Admin API of one realm. */
record Paths(String realm) {
  RequestTarget realmItself() {
    return RequestTarget.of("admin", "realms", realm);
  }

  RequestTarget roles() {
    return realmItself().then("roles");
  }

  RequestTarget role(String id) {
    return realmItself().then("roles-by-id", id);
  }

  RequestTarget composites(String id) {
    return role(id).then("composites");
  }

  RequestTarget clients() {
    return realmItself().then("clients");
  }

  /** The internal id of the client, not its client id. */
  RequestTarget clientRoles(String client) {
    return clients().then(client, "roles");
  }

  RequestTarget groups() {
    return realmItself().then("groups");
  }

  RequestTarget adminEvents() {
    return realmItself().then("admin-events");
  }

  RequestTarget users() {
    return realmItself().then("users");
  }

  /**
   * Which roles somebody is given directly.
   *
   * @param subject one user or group
   * @param client the internal id of the client whose roles; empty: the realm's
   */
  static RequestTarget mappings(RequestTarget subject, String client) {
    RequestTarget mappings = subject.then("role-mappings");
    return client.isEmpty() ? mappings.then("realm") : mappings.then("clients", client);
  }

  static RequestTarget full(RequestTarget target) {
    return target.with("briefRepresentation", "false");
  }

  static RequestTarget brief(RequestTarget target) {
    return target.with("briefRepresentation", "true");
  }

  static RequestTarget page(RequestTarget target, int first, int most) {
    return target.with("first", Integer.toString(first)).with("max", Integer.toString(most));
  }
}
