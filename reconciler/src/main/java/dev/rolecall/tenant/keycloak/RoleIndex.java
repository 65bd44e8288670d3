package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids behind the names, as the last read saw them and as writes added to them: Keycloak takes
 * ids where the model has names. Thread-safe.
 */
final class RoleIndex {
  /**
   * Where a role is.
   *
   * @param container internal id of its client, or of the realm
   * @param system read-only: it ships with Keycloak, or it is a client role
   */
  record Ref(String id, RoleName part, String container, boolean system) {
    String name() {
      return part.name();
    }

    boolean ofClient() {
      return part.client() != null;
    }
  }

  private final Map<Slug, Ref> roles = new ConcurrentHashMap<>();
  private final Map<CapabilityId, Ref> capabilities = new ConcurrentHashMap<>();
  private final Map<String, RoleName> names = new ConcurrentHashMap<>();
  private final SortedMap<String, String> clients;

  /** The internal ids of all clients, by client id. */
  RoleIndex(SortedMap<String, String> clients) {
    this.clients = new TreeMap<>(clients);
  }

  void put(Ref ref) {
    roles.put(new Slug(ref.part().slug()), ref);
    capabilities.put(ref.part().capability(), ref);
    names.put(ref.id(), ref.part());
  }

  void remove(RoleName role) {
    Ref gone = roles.remove(new Slug(role.slug()));
    if (gone != null) {
      names.remove(gone.id());
    }
    capabilities.remove(role.capability());
  }

  Optional<Ref> role(Slug slug) {
    return Optional.ofNullable(roles.get(slug));
  }

  Optional<Ref> capability(CapabilityId id) {
    return Optional.ofNullable(capabilities.get(id));
  }

  /** The role that has this id. */
  Optional<RoleName> named(String id) {
    return Optional.ofNullable(names.get(id));
  }

  /** The internal id of a client. */
  Optional<String> client(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }
}
