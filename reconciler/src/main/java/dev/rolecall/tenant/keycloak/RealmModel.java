package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.Capability;
import dev.rolecall.model.Capability.Origin;
import dev.rolecall.model.Capability.Status;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Suggestions;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A realm in the words of the model: which role is which slug, and what can be in a role. */
final class RealmModel {
  /** One role of either sort. */
  record Entry(RoleName part, RoleRecord role, boolean system) {
    Slug slug() {
      return new Slug(part.slug());
    }
  }

  private static final Set<String> SYSTEM_CLIENTS = Set.of("account", "broker", "realm-management");
  private static final Set<String> SYSTEM_OF_MASTER = Set.of("admin", "create-realm");

  private final RealmSettings scope;
  private final RealmSnapshot view;
  private final SortedMap<Slug, Entry> roles = new TreeMap<>();
  private final SortedMap<CapabilityId, Capability> capabilities = new TreeMap<>();
  private final Map<CapabilityId, Set<CapabilityId>> foreign = new HashMap<>();
  private final SortedMap<Slug, Set<CapabilityId>> beyond = new TreeMap<>();
  private final RoleIndex index;

  /**
   * Maps all of it.
   *
   * @throws TenantException when two roles would have one slug, or a client of the settings is none
   */
  RealmModel(RealmSettings scope, RealmSnapshot view) throws TenantException {
    this.scope = scope;
    this.view = view;
    this.index = new RoleIndex(view.clients());
    checkClients();
    for (RoleRecord role : view.realmRoles()) {
      add(new Entry(new RoleName(null, role.name()), role, isSystem(role)), Origin.ROLE);
    }
    for (var client : view.clientRoles().entrySet()) {
      if (!scope.has(client.getKey())) {
        client.getValue().forEach(role -> addForeign(client.getKey(), role));
        continue;
      }
      var origin = isSystem(scope, client.getKey()) ? Origin.SYSTEM : Origin.TENANT_DEFINED;
      for (RoleRecord role : client.getValue()) {
        add(new Entry(new RoleName(client.getKey(), role.name()), role, true), origin);
      }
    }
    addForeignParts();
    reachForeign();
  }

  private void addForeign(String client, RoleRecord role) {
    if (!role.parts().isEmpty()) {
      foreign.put(new RoleName(client, role.name()).capability(), inside(role));
    }
  }

  /** What a role contains in a role of a client that does not count, whatever lies between. */
  private void reachForeign() {
    var open = new ArrayList<CapabilityId>();
    roles.values().forEach(entry -> open.addAll(inside(entry.role())));
    while (!open.isEmpty()) {
      CapabilityId id = open.removeLast();
      var within = foreign.get(id);
      if (within != null && beyond.putIfAbsent(new Slug(id.toString()), within) == null) {
        open.addAll(within);
      }
    }
  }

  private void checkClients() throws TenantException {
    if (scope.clients() == null) {
      return;
    }
    var unknown = new ArrayList<>(scope.clients());
    unknown.removeAll(view.clients().keySet());
    if (!unknown.isEmpty()) {
      throw new TenantException(
          Kind.REFUSED,
          "could not read realm %s: it has no client %s, which clients in rolecall.yaml names; %s"
              .formatted(
                  scope.realm(),
                  String.join(", ", unknown),
                  Suggestions.adviceFor(
                      unknown.getFirst(), view.clients().keySet(), "correct it there")));
    }
  }

  private boolean isSystem(RoleRecord role) {
    return Keycloak.FEATURES.systemRoles().contains(new Slug(role.name()))
        || role.id().equals(view.facts().defaultRole())
        || (scope.isMaster() && SYSTEM_OF_MASTER.contains(role.name()));
  }

  /** Whether Keycloak ships with the roles of this client. */
  static boolean isSystem(RealmSettings scope, String client) {
    return SYSTEM_CLIENTS.contains(client) || (scope.isMaster() && client.endsWith("-realm"));
  }

  private void add(Entry entry, Origin origin) throws TenantException {
    var other = roles.putIfAbsent(entry.slug(), entry);
    var id = entry.part().capability();
    var role = entry.role();
    var twin =
        capabilities.putIfAbsent(
            id, new Capability(id, role.title(), role.description(), Status.AVAILABLE, origin));
    if (other != null || twin != null) {
      throw new TenantException(
          Kind.REFUSED,
          "could not read realm %s: a role of the realm and a role of the client %s would both be %s; leave that client out with clients: [...] in rolecall.yaml"
              .formatted(scope.realm(), entry.part().client(), other == null ? id : entry.slug()));
    }
    index.put(ref(entry));
  }

  private static RoleIndex.Ref ref(Entry entry) {
    return new RoleIndex.Ref(
        entry.role().id(), entry.part(), entry.role().container(), entry.system());
  }

  /** What a role contains of clients that do not count is shown all the same, never hidden. */
  private void addForeignParts() {
    for (var entry : roles.values()) {
      for (var part : entry.role().parts()) {
        var id = part.capability();
        capabilities.putIfAbsent(
            id, new Capability(id, part.name(), "", Status.AVAILABLE, Origin.SYSTEM));
      }
    }
  }

  RoleIndex index() {
    return index;
  }

  SortedMap<CapabilityId, Capability> capabilities() {
    return capabilities;
  }

  /** What is in roles that are none of these, but in one of them. */
  SortedMap<Slug, Set<CapabilityId>> beyond() {
    return beyond;
  }

  /** These roles; null: all of them. */
  List<Entry> entries(@Nullable Set<Slug> only) {
    return roles.values().stream()
        .filter(entry -> only == null || only.contains(entry.slug()))
        .toList();
  }

  boolean isForEverybody(Entry entry) {
    return entry.role().id().equals(view.facts().defaultRole());
  }

  static LiveRole live(Entry entry) {
    var role = entry.role();
    return new LiveRole(
        new RoleDefinition(entry.slug(), role.title(), role.description(), inside(role)),
        entry.system(),
        null);
  }

  private static Set<CapabilityId> inside(RoleRecord role) {
    var inside = new HashSet<CapabilityId>();
    role.parts().forEach(part -> inside.add(part.capability()));
    return inside;
  }
}
