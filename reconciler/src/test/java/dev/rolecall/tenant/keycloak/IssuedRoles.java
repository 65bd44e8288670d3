package dev.rolecall.tenant.keycloak;

import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an access token says that its bearer may do; roles of clients as {@code client:role}. */
final class IssuedRoles {
  private static final JsonMapper JSON = new JsonMapper();

  private IssuedRoles() {}

  static Set<String> in(String token) {
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    var roles = new TreeSet<String>();
    claims.at("/realm_access/roles").forEach(role -> roles.add(role.asString()));
    claims
        .path("resource_access")
        .properties()
        .forEach(client ->
            client
                .getValue()
                .path("roles")
                .forEach(role -> roles.add(client.getKey() + ":" + role.asString())));
    return roles;
  }
}
