package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Body;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The roles of one batch, at least one. Keycloak reads a removal without a body as "every role", so
 * a list of roles cannot be made empty and cannot be left out.
 */
final class NonEmptyRoles {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<RoleIndex.Ref> roles;

  /**
   * The batch.
   *
   * @throws IllegalArgumentException for no roles
   */
  NonEmptyRoles(Collection<RoleIndex.Ref> roles) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a batch without roles would mean every role");
    }
    this.roles = List.copyOf(roles);
  }

  Body body() {
    var list = JSON.createArrayNode();
    for (var role : roles) {
      list.addObject().put("id", role.id()).put("name", role.name());
    }
    return Body.json(JSON.writeValueAsBytes(list));
  }
}
