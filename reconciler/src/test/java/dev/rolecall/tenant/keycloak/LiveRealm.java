package dev.rolecall.tenant.keycloak;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A realm on a server, deleted at close. Paths are below the realm, as in {@code /roles}. */
public record LiveRealm(KeycloakServer server, String name) implements AutoCloseable {

  public JsonNode get(String path) {
    return server.admin().get(below(path));
  }

  public JsonNode post(String path, String json) {
    return server.admin().post(below(path), json);
  }

  public JsonNode put(String path, String json) {
    return server.admin().put(below(path), json);
  }

  public JsonNode delete(String path) {
    return server.admin().delete(below(path));
  }

  public JsonNode delete(String path, String json) {
    return server.admin().delete(below(path), json);
  }

  /** Everything but users: roles, clients, groups. */
  public JsonNode export() {
    return post("/partial-export?exportClients=true&exportGroupsAndRoles=true", "");
  }

  /** The admin API with the rights of a service account. */
  public Admin as(String client, String secret) {
    return Admin.ofClient(server.url(), name, client, secret);
  }

  /** The roles in a token that the server issues now to a user; see {@link IssuedRoles}. */
  public Set<String> rolesOf(String client, String user, String password) {
    return IssuedRoles.in(Admin.ofUser(server.url(), name, client, user, password).token());
  }

  /** The same of a service account. */
  public Set<String> rolesOf(String client, String secret) {
    return IssuedRoles.in(as(client, secret).token());
  }

  /** Requests of this realm since the server's mark: its admin API and its tokens. */
  public List<Request> requestsSince(int mark) {
    return server.requestsSince(mark).stream().filter(it -> it.isOf(name)).toList();
  }

  private String below(String path) {
    return "/" + name + path;
  }

  @Override
  public void close() {
    server.admin().deleteRealm(name);
  }
}
