package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantWriteClient;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes tenant-defined capabilities: roles of clients that are there. */
final class ClientRoles {
  private final TenantWriteClient http;
  private final RealmSettings scope;
  private final Paths paths;
  private final KeycloakReader reader;
  private final RoleLookup roles;
  private final RoleCalls calls;

  ClientRoles(
      TenantWriteClient http, RealmSettings scope, KeycloakReader reader, RoleLookup roles) {
    this.http = http;
    this.scope = scope;
    this.paths = new Paths(scope.realm());
    this.reader = reader;
    this.roles = roles;
    this.calls = new RoleCalls(http, paths);
  }

  void create(CapabilityDefinition capability) throws TenantException {
    var id = capability.id();
    String doing = "create capability " + id;
    var part = RoleName.of(id);
    @Nullable String named = part.client();
    if (named == null || RealmModel.isSystem(scope, named)) {
      throw RoleLookup.refused(doing, "409 system_capability: Keycloak itself defines those");
    }
    String client =
        roles
            .index()
            .client(named)
            .orElseThrow(() ->
                RoleLookup.refused(
                    doing,
                    "the realm has no client %s; create it first, rolecall makes roles only"
                        .formatted(named)));
    var body = Bodies.newRole(id.action(), capability.name(), capability.description(), List.of());
    calls.create(doing, paths.clientRoles(client), id.action(), body);
    var made =
        http.get(
            new AdminGet<>(
                doing, paths.clientRoles(client).then(id.action()), RoleRecord::of, null));
    roles.index().put(new RoleIndex.Ref(made.id(), new RoleName(named, made.name()), client, true));
  }

  void edit(CapabilityDefinition capability) throws TenantException {
    var id = capability.id();
    String doing = "edit capability " + id;
    var role = ownCapability(id, doing);
    var texts = calls.texts(role, doing);
    calls.write(doing, role, texts.named(capability.name()).described(capability.description()));
  }

  void remove(CapabilityId id) throws TenantException {
    String doing = "remove capability " + id;
    var role = ownCapability(id, doing);
    // Keycloak would take it out of every role and off every holder in silence.
    var slug = new Slug(role.part().slug());
    var live = reader.read(Extent.usersOf(Set.of(slug), Set.of()));
    boolean used =
        !live.holders(slug).isEmpty()
            || live.roles().values().stream()
                .anyMatch(other -> other.definition().capabilities().contains(id));
    if (used) {
      throw RoleLookup.refused(doing, "409 capability_in_use: a role or a subject still holds it");
    }
    http.send(AdminWrite.deleteRole(doing, paths, role.id()));
    roles.index().remove(role.part());
  }

  private RoleIndex.Ref ownCapability(CapabilityId id, String doing) throws TenantException {
    var role = roles.capability(id, doing);
    String client = role.part().client();
    if (client == null || RealmModel.isSystem(scope, client) || !scope.has(client)) {
      throw RoleLookup.refused(doing, "409 system_capability: it is not for git to change");
    }
    return role;
  }
}
