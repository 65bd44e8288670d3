package dev.rolecall.scenario;

import dev.rolecall.model.Capability;
import dev.rolecall.model.Capability.Origin;
import dev.rolecall.model.Capability.Status;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Provider;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code live.json}: what a tenant has beside the built-in catalogue and the four system
 * roles. All keys are optional:
 *
 * <pre>
 * users, groups   names; the id is usr_NAME or grp_NAME, or the one of an item {id, name}
 * members         group: names of users
 * disabled        names of users who cannot sign in
 * services        names of users that are accounts of programs
 * aliases         other name of a user: the name or id above
 * capabilities    tenant-defined ones, {id, name, description}
 * missing         built-in capabilities that this tenant does not have
 * roles           slug: {name, description, capabilities, users, groups}; of a system role the
 *                 holders alone, or also the definition, to have it differ from the built-in one
 * retired         slugs
 * </pre>
 *
 * <p>Of a keycloak tenant nothing is built in, and capabilities may say {@code system: true}; a
 * role with the id of a capability is that client role, to give it holders.
 */
final class LiveFile {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> KEYS =
      Set.of(
          "users",
          "groups",
          "members",
          "disabled",
          "services",
          "aliases",
          "capabilities",
          "missing",
          "roles",
          "retired");

  private final Map<CapabilityId, Capability> capabilities = new TreeMap<>();
  private final Map<Slug, LiveRole> roles = new TreeMap<>();
  private final Map<Slug, List<Subject>> holders = new TreeMap<>();
  private final SubjectDirectory.Builder directory = new SubjectDirectory.Builder();
  private final Map<SubjectName, Subject> byNameOrId = new HashMap<>();

  /** Whether roles contain roles, whose capabilities follow from the roles. */
  private final boolean nesting;

  private LiveFile(boolean nesting) {
    this.nesting = nesting;
  }

  /** What a tenant knows of accounts and groups, by the ids that {@link #read} gives. */
  static void people(Path file, FakeTenant tenant) throws IOException {
    JsonNode live = JSON.readTree(Files.readAllBytes(file));
    live.path("members")
        .properties()
        .forEach(group ->
            strings(live.path("members"), group.getKey())
                .forEach(user -> tenant.join("grp_" + group.getKey(), "usr_" + user)));
    strings(live, "disabled").forEach(user -> tenant.disable("usr_" + user));
    strings(live, "services").forEach(user -> tenant.employ("usr_" + user));
  }

  static LiveState read(Path file, Provider provider) throws IOException {
    boolean nesting = provider.features().roleArea() != null;
    var reader = new LiveFile(nesting);
    if (nesting) {
      return reader.read(JSON.readTree(Files.readAllBytes(file)));
    }
    try (var in = Sandbox.class.getResourceAsStream("catalogue.json")) {
      reader.builtIn(JSON.readTree(in));
    }
    return reader.read(JSON.readTree(Files.readAllBytes(file)));
  }

  private void builtIn(JsonNode catalogue) {
    for (JsonNode one : catalogue.get("capabilities")) {
      var id = new CapabilityId(text(one, "area"), text(one, "action"));
      var status = text(one, "status").equals("in-flight") ? Status.IN_FLIGHT : Status.AVAILABLE;
      put(id, one, status, Origin.SYSTEM);
    }
    for (JsonNode one : catalogue.get("roles")) {
      var slug = new Slug(text(one, "slug"));
      roles.put(slug, new LiveRole(definition(slug, one), true, null));
    }
  }

  private LiveState read(JsonNode live) {
    live.propertyNames().forEach(key -> require(KEYS.contains(key), "unknown key " + key));
    live.path("users").forEach(one -> know(SubjectKind.USER, one));
    live.path("groups").forEach(one -> know(SubjectKind.GROUP, one));
    live.path("aliases")
        .properties()
        .forEach(alias ->
            directory.add(
                SubjectName.user(alias.getKey()),
                found(SubjectName.user(alias.getValue().asString()))));
    strings(live, "missing").forEach(id -> capabilities.remove(id(id)));
    for (JsonNode one : live.path("capabilities")) {
      put(
          id(text(one, "id")),
          one,
          Status.AVAILABLE,
          one.path("system").asBoolean(false) ? Origin.SYSTEM : Origin.TENANT_DEFINED);
    }
    live.path("roles").properties().forEach(e -> role(new Slug(e.getKey()), e.getValue()));
    var retired = new TreeSet<Slug>();
    strings(live, "retired").forEach(slug -> retired.add(new Slug(slug)));
    return new LiveState(
        new TreeMap<>(capabilities),
        new TreeMap<>(roles),
        new TreeMap<>(holders),
        directory.build(),
        retired);
  }

  private void role(Slug slug, JsonNode role) {
    LiveRole known = roles.get(slug);
    if ((known == null && !isClientRole(slug)) || role.has("name")) {
      roles.put(slug, new LiveRole(definition(slug, role), known != null || isSystem(slug), null));
    }
    var held = new ArrayList<Subject>();
    strings(role, "users").forEach(name -> held.add(found(SubjectName.user(name))));
    strings(role, "groups").forEach(name -> held.add(found(SubjectName.group(name))));
    if (!held.isEmpty()) {
      holders.put(slug, held);
    }
  }

  private boolean isSystem(Slug slug) {
    return isClientRole(slug) || (nesting && KindsOfTenant.NESTING.systemRoles().contains(slug));
  }

  private boolean isClientRole(Slug slug) {
    return nesting
        && CapabilityId.parse(slug.value()).filter(capabilities::containsKey).isPresent();
  }

  private void know(SubjectKind kind, JsonNode one) {
    String prefix = kind == SubjectKind.USER ? "usr_" : "grp_";
    String name = one.isObject() ? text(one, "name") : one.asString();
    String id = one.isObject() ? text(one, "id") : prefix + name;
    var subject = new Subject(kind, id, name);
    directory.add(subject.key(), subject);
    byNameOrId.putIfAbsent(subject.key(), subject);
    byNameOrId.put(new SubjectName(kind, id).folded(), subject);
  }

  private Subject found(SubjectName name) {
    Subject subject = byNameOrId.get(name.folded());
    if (subject == null) {
      throw new IllegalArgumentException("live.json does not list the " + name);
    }
    return subject;
  }

  private RoleDefinition definition(Slug slug, JsonNode role) {
    List<CapabilityId> ids = strings(role, "capabilities").stream().map(LiveFile::id).toList();
    ids.forEach(id -> require(nesting || capabilities.containsKey(id), "no capability " + id));
    return new RoleDefinition(slug, text(role, "name"), text(role, "description"), ids);
  }

  private void put(CapabilityId id, JsonNode one, Status status, Origin origin) {
    capabilities.put(
        id, new Capability(id, text(one, "name"), text(one, "description"), status, origin));
  }

  private static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }

  private static List<String> strings(JsonNode node, String key) {
    return node.path(key).valueStream().map(JsonNode::asString).toList();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("live.json: " + message);
    }
  }
}
