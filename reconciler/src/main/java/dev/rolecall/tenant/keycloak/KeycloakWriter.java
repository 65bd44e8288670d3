package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantWriter;
import dev.rolecall.tenant.WriteKey;
import dev.rolecall.tenant.provider.TenantWriteClient;
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

  private final TenantWriteClient http;
  private final Paths paths;
  private final RoleLookup roles;
  private final RoleCalls calls;
  private final ClientRoles clientRoles;
  private final RetiredSlugsWriter retirement;

  KeycloakWriter(TenantWriteClient http, RealmSettings scope, KeycloakReader reader) {
    this.http = http;
    this.paths = new Paths(scope.realm());
    this.roles = new RoleLookup(http, scope, reader);
    this.calls = new RoleCalls(http, paths);
    this.clientRoles = new ClientRoles(http, scope, reader, roles);
    this.retirement = new RetiredSlugsWriter(http, scope);
  }

  @Override
  public void createCapability(CapabilityDefinition capability, WriteKey key)
      throws TenantException {
    clientRoles.create(capability);
  }

  @Override
  public void editCapability(CapabilityDefinition capability, WriteKey key) throws TenantException {
    clientRoles.edit(capability);
  }

  @Override
  public void removeCapability(CapabilityId id, WriteKey key) throws TenantException {
    clientRoles.remove(id);
  }

  @Override
  public void createRole(RoleDefinition role, WriteKey key) throws TenantException {
    var slug = role.slug();
    String doing = "create role " + slug;
    if (!Keycloak.FEATURES.mayCreate(slug)) {
      throw RoleLookup.refused(doing, "400 invalid_request: not a slug that rolecall creates");
    }
    if (retirement.has(slug)) {
      throw RoleLookup.refused(doing, "409 slug_retired");
    }
    var inside = new ArrayList<RoleName>();
    for (var capability : role.capabilities()) {
      inside.add(roles.capability(capability, doing).part());
    }
    calls.create(
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
            AdminGet.list(
                doing, paths.roles().then(role.slug().value(), "composites"), RoleRecord::of))) {
      there.add(part.id());
    }
    var missing = new TreeSet<>(role.capabilities());
    missing.removeIf(
        id -> index.capability(id).filter(ref -> there.contains(ref.id())).isPresent());
    if (!missing.isEmpty()) {
      throw RoleLookup.refused(
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

  private RoleIndex.Ref ownRole(Slug slug, String doing) throws TenantException {
    var role = roles.role(slug, doing);
    if (role.system()) {
      throw RoleLookup.refused(doing, "409 system_role: its definition is read-only");
    }
    return role;
  }

  private void editTexts(RoleIndex.Ref role, RoleEdit edit, String doing) throws TenantException {
    @Nullable String name = edit.name();
    @Nullable String description = edit.description();
    if (name == null && description == null) {
      return;
    }
    // A write clears a description that it leaves out, and replaces all attributes.
    var texts = calls.texts(role, doing);
    if (name != null) {
      texts = texts.named(name);
    }
    calls.write(doing, role, description == null ? texts : texts.described(description));
  }

  private void list(String doing, boolean add, RoleIndex.Ref role, Collection<CapabilityId> ids)
      throws TenantException {
    if (ids.isEmpty()) {
      return;
    }
    var parts = new ArrayList<RoleIndex.Ref>();
    for (var id : ids) {
      var part = add ? Optional.of(roles.capability(id, doing)) : roles.index().capability(id);
      part.ifPresent(parts::add); // what is no role any more is in no role
    }
    if (!parts.isEmpty()) {
      http.send(AdminWrite.list(doing, add, paths.composites(role.id()), new NonEmptyRoles(parts)));
    }
  }

  @Override
  public void retireRole(Slug slug, WriteKey key) throws TenantException {
    String doing = "retire role " + slug;
    var role = ownRole(slug, doing);
    // The ledger first: a run killed in between leaves a role that the next run deletes, never a
    // slug that somebody could take again.
    retirement.add(slug);
    http.send(AdminWrite.deleteRole(doing, paths, role.id()));
    roles.index().remove(role.part());
  }

  @Override
  public List<Optional<TenantException>> write(List<AssignmentWrite> batch, WriteKey key)
      throws TenantException {
    return new RoleMappingWriter(http, paths, roles).write(batch);
  }

  /** Keycloak knows one user at a time; {@code apply} asks for several at once. */
  @Override
  public List<Optional<TenantException>> endSessions(List<Subject> users, WriteKey key)
      throws TenantException {
    if (users.size() != 1) {
      throw new IllegalArgumentException("one user at a time");
    }
    Subject user = users.getFirst();
    http.send(AdminWrite.logout("end the sessions of " + user, paths, user.id()));
    return List.of(Optional.empty());
  }

  @Override
  public int sessionBatchSize() {
    return 1;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }
}
