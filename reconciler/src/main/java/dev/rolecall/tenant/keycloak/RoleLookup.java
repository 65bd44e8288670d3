package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the role behind a name for a write: in what was read, or, made since, in the realm. */
final class RoleLookup {
  /** From so many on, one listing is cheaper than looking each of them up. */
  private static final int MANY = 4;

  private final TenantReadClient http;
  private final Paths paths;
  private final KeycloakReader reader;

  RoleLookup(TenantReadClient http, RealmSettings scope, KeycloakReader reader) {
    this.http = http;
    this.paths = new Paths(scope.realm());
    this.reader = reader;
  }

  RoleIndex index() throws TenantException {
    return reader.index();
  }

  /**
   * Makes sure that those of these roles that exist are in the index, in as few calls as can be.
   */
  void seek(Collection<Slug> slugs) throws TenantException {
    var unknown = new TreeSet<Slug>();
    for (Slug slug : slugs) {
      if (index().role(slug).isEmpty()) {
        unknown.add(slug);
      }
    }
    if (unknown.size() >= MANY) {
      var all =
          http.get(
              AdminGet.list("list roles of the realm", Paths.brief(paths.roles()), RoleRecord::of));
      for (RoleRecord role : all) {
        var slug = new Slug(role.name());
        if (unknown.contains(slug)) {
          index().put(made(role));
        }
      }
    } else {
      for (Slug slug : unknown) {
        find(slug.value()).ifPresent(index()::put);
      }
    }
  }

  /**
   * The role of that slug.
   *
   * @throws TenantException where there is none
   */
  RoleIndex.Ref role(Slug slug, String doing) throws TenantException {
    seek(List.of(slug));
    return index().role(slug).orElseThrow(() -> refused(doing, "404 unknown_role " + slug));
  }

  /**
   * The role that this capability is.
   *
   * @throws TenantException where there is none
   */
  RoleIndex.Ref capability(CapabilityId id, String doing) throws TenantException {
    var known = index().capability(id);
    if (known.isPresent()) {
      return known.get();
    }
    if (id.area().equals(Keycloak.REALM_AREA)) {
      seek(List.of(new Slug(id.action())));
    }
    return index().capability(id).orElseThrow(() -> refused(doing, "404 unknown_capability " + id));
  }

  private Optional<RoleIndex.Ref> find(String name) throws TenantException {
    return http.get(
            AdminGet.ifThere("look up role " + name, paths.roles().then(name), RoleRecord::of))
        .map(RoleLookup::made);
  }

  private static RoleIndex.Ref made(RoleRecord role) {
    return new RoleIndex.Ref(role.id(), new RoleName(null, role.name()), role.container(), false);
  }

  static TenantException refused(String doing, String why) {
    return new TenantException(Kind.REFUSED, "could not " + doing + ": " + why);
  }
}
