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
final class Roles {
  /** From so many on, one listing is cheaper than looking each of them up. */
  private static final int MANY = 4;

  private final TenantReadClient http;
  private final Paths paths;
  private final KeycloakReader reader;

  Roles(TenantReadClient http, Scope scope, KeycloakReader reader) {
    this.http = http;
    this.paths = new Paths(scope.realm());
    this.reader = reader;
  }

  Index index() throws TenantException {
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
              Fetch.list("list roles of the realm", Paths.brief(paths.roles()), RoleRecord::of));
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
  Index.Ref role(Slug slug, String doing) throws TenantException {
    seek(List.of(slug));
    return index().role(slug).orElseThrow(() -> refused(doing, "404 unknown_role " + slug));
  }

  /**
   * The role that this capability is.
   *
   * @throws TenantException where there is none
   */
  Index.Ref capability(CapabilityId id, String doing) throws TenantException {
    var known = index().capability(id);
    if (known.isPresent()) {
      return known.get();
    }
    if (id.area().equals(Keycloak.REALM_AREA)) {
      seek(List.of(new Slug(id.action())));
    }
    return index().capability(id).orElseThrow(() -> refused(doing, "404 unknown_capability " + id));
  }

  private Optional<Index.Ref> find(String name) throws TenantException {
    return http.get(Fetch.ifThere("look up role " + name, paths.roles().then(name), RoleRecord::of))
        .map(Roles::made);
  }

  private static Index.Ref made(RoleRecord role) {
    return new Index.Ref(role.id(), new Part(null, role.name()), role.container(), false);
  }

  static TenantException refused(String doing, String why) {
    return new TenantException(Kind.REFUSED, "could not " + doing + ": " + why);
  }
}
