package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.TenantWriter;
import dev.rolecall.tenant.WriteKey;
import dev.rolecall.tenant.http.Body;
import dev.rolecall.tenant.http.Target;
import dev.rolecall.tenant.http.WriteHttp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a realm, deltas only. Keycloak knows no idempotency keys: its batches may be repeated
 * by nature, and a role is created once and never again without looking.
 */
public final class KeycloakWriter implements TenantWriter {
  /** Assignments go by subject, so the more of them are seen at once the fewer calls they take. */
  private static final int BATCH = 10_000;

  private final WriteHttp http;
  private final Scope scope;
  private final Paths paths;
  private final KeycloakReader reader;
  private final Roles roles;
  private final Retirement retirement;

  KeycloakWriter(WriteHttp http, Scope scope, KeycloakReader reader) {
    this.http = http;
    this.scope = scope;
    this.paths = new Paths(scope.realm());
    this.reader = reader;
    this.roles = new Roles(http, scope, reader);
    this.retirement = new Retirement(http, scope);
  }

  @Override
  public void createCapability(CapabilityDefinition capability, WriteKey key)
      throws TenantException {
    var id = capability.id();
    String doing = "create capability " + id;
    if (id.area().equals(Keycloak.REALM_AREA) || Mapping.isSystem(scope, id.area())) {
      throw Roles.refused(doing, "409 system_capability: Keycloak itself defines those");
    }
    String client =
        roles
            .index()
            .client(id.area())
            .orElseThrow(() ->
                Roles.refused(
                    doing,
                    "the realm has no client %s; create it first, rolecall makes roles only"
                        .formatted(id.area())));
    var body = Bodies.newRole(id.action(), capability.name(), capability.description(), List.of());
    create(doing, paths.clientRoles(client), id.action(), body);
    var made =
        http.get(
            new Fetch<>(doing, paths.clientRoles(client).then(id.action()), RoleRecord::of, null));
    roles.index().put(new Index.Ref(made.id(), new Part(id.area(), made.name()), client, true));
  }

  /**
   * Sends it once; when the answer was lost and the role is not there, once more. A create cannot
   * simply be repeated: the second one fails where the first had its effect.
   */
  private void create(String doing, Target target, String name, Body body) throws TenantException {
    var call = new Call(doing, Call.Method.CREATE, target, body, false);
    try {
      http.send(call);
    } catch (TenantException lost) {
      if (lost.kind() != Kind.UNKNOWN_EFFECT || isThere(doing, target.then(name))) {
        throw lost;
      }
      try {
        http.send(call);
      } catch (TenantException again) {
        // Perhaps because the first came through after all: reading decides.
        throw again.kind() == Kind.REFUSED ? lost : again;
      }
    }
  }

  private boolean isThere(String doing, Target role) throws TenantException {
    return http.get(Fetch.ifThere(doing, role, RoleRecord::of)).isPresent();
  }

  @Override
  public void editCapability(CapabilityDefinition capability, WriteKey key) throws TenantException {
    var id = capability.id();
    String doing = "edit capability " + id;
    var role = ownCapability(id, doing);
    var texts = texts(role, doing);
    write(doing, role, texts.named(capability.name()).described(capability.description()));
  }

  private Index.Ref ownCapability(CapabilityId id, String doing) throws TenantException {
    var role = roles.capability(id, doing);
    String client = role.part().client();
    if (client == null || Mapping.isSystem(scope, client) || !scope.has(client)) {
      throw Roles.refused(doing, "409 system_capability: it is not for git to change");
    }
    return role;
  }

  @Override
  public void removeCapability(CapabilityId id, WriteKey key) throws TenantException {
    String doing = "remove capability " + id;
    var role = ownCapability(id, doing);
    // Keycloak would take it out of every role and off every holder in silence.
    var slug = new Slug(role.part().slug());
    var live = reader.read(Extent.usersOf(new TreeSet<>(List.of(slug)), new TreeSet<>()));
    boolean used =
        !live.holders(slug).isEmpty()
            || live.roles().values().stream()
                .anyMatch(other -> other.definition().capabilities().contains(id));
    if (used) {
      throw Roles.refused(doing, "409 capability_in_use: a role or a subject still holds it");
    }
    http.send(Call.deleteRole(doing, paths, role.id()));
    roles.index().remove(role.part());
  }

  @Override
  public void createRole(RoleDefinition role, WriteKey key) throws TenantException {
    var slug = role.slug();
    String doing = "create role " + slug;
    if (!Keycloak.FEATURES.mayCreate(slug)) {
      throw Roles.refused(doing, "400 invalid_request: not a slug that rolecall creates");
    }
    if (retirement.has(slug)) {
      throw Roles.refused(doing, "409 slug_retired");
    }
    var inside = new ArrayList<Part>();
    for (var capability : role.capabilities()) {
      inside.add(roles.capability(capability, doing).part());
    }
    create(
        doing,
        paths.roles(),
        slug.value(),
        Bodies.newRole(slug.value(), role.name(), role.description(), inside));
    readBack(role, doing);
  }

  /** Keycloak may answer 201 and leave out what the client is not allowed to put into a role. */
  private void readBack(RoleDefinition role, String doing) throws TenantException {
    if (role.capabilities().isEmpty()) {
      return;
    }
    var index = roles.index();
    var there = new TreeSet<String>();
    for (RoleRecord part :
        http.get(
            Fetch.list(
                doing, paths.roles().then(role.slug().value(), "composites"), RoleRecord::of))) {
      there.add(part.id());
    }
    var missing = new TreeSet<>(role.capabilities());
    missing.removeIf(
        id -> index.capability(id).filter(ref -> there.contains(ref.id())).isPresent());
    if (!missing.isEmpty()) {
      throw Roles.refused(
          doing,
          "Keycloak made it without %s, which these credentials may not give; the role is there and nobody holds it"
              .formatted(missing));
    }
  }

  @Override
  public Optional<String> editRole(RoleEdit edit, WriteKey key) throws TenantException {
    String doing = "edit role " + edit.slug();
    var role = ownRole(edit.slug(), doing);
    editTexts(role, edit, doing);
    list(doing, true, role, edit.added());
    list(doing, false, role, edit.removed());
    return Optional.empty();
  }

  private Index.Ref ownRole(Slug slug, String doing) throws TenantException {
    var role = roles.role(slug, doing);
    if (role.system()) {
      throw Roles.refused(doing, "409 system_role: its definition is read-only");
    }
    return role;
  }

  private void editTexts(Index.Ref role, RoleEdit edit, String doing) throws TenantException {
    @Nullable String name = edit.name();
    @Nullable String description = edit.description();
    if (name == null && description == null) {
      return;
    }
    // A write clears a description that it leaves out, and replaces all attributes.
    var texts = texts(role, doing);
    if (name != null) {
      texts = texts.named(name);
    }
    write(doing, role, description == null ? texts : texts.described(description));
  }

  private Bodies.Texts texts(Index.Ref role, String doing) throws TenantException {
    return http.get(new Fetch<>(doing, paths.role(role.id()), Bodies.Texts::of, null));
  }

  private void write(String doing, Index.Ref role, Bodies.Texts texts) throws TenantException {
    http.send(
        new Call(doing, Call.Method.REPLACE, paths.role(role.id()), Bodies.texts(texts), false));
  }

  private void list(String doing, boolean add, Index.Ref role, Collection<CapabilityId> ids)
      throws TenantException {
    if (ids.isEmpty()) {
      return;
    }
    var parts = new ArrayList<Index.Ref>();
    for (var id : ids) {
      var part = add ? Optional.of(roles.capability(id, doing)) : roles.index().capability(id);
      part.ifPresent(parts::add); // what is no role any more is in no role
    }
    if (!parts.isEmpty()) {
      http.send(Call.list(doing, add, paths.composites(role.id()), new Listed(parts)));
    }
  }

  @Override
  public void retireRole(Slug slug, WriteKey key) throws TenantException {
    String doing = "retire role " + slug;
    var role = ownRole(slug, doing);
    // The ledger first: a run killed in between leaves a role that the next run deletes, never a
    // slug that somebody could take again.
    retirement.add(slug);
    http.send(Call.deleteRole(doing, paths, role.id()));
    roles.index().remove(role.part());
  }

  @Override
  public List<Optional<TenantException>> write(List<AssignmentWrite> batch, WriteKey key)
      throws TenantException {
    return new Mappings(http, paths, roles).write(batch);
  }

  @Override
  public int batchSize() {
    return BATCH;
  }
}
