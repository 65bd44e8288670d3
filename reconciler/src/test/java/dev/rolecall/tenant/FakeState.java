package dev.rolecall.tenant;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FakeTenant} over its data. Not thread-safe. */
final class FakeState {
  private final TreeMap<CapabilityId, Capability> capabilities = new TreeMap<>();
  private final TreeMap<Slug, LiveRole> roles = new TreeMap<>();
  private final Map<Slug, SequencedSet<Subject>> holders = new HashMap<>();
  private final TreeSet<Slug> retired = new TreeSet<>();
  private FakeDirectory directory = new FakeDirectory(SubjectDirectory.empty());
  private List<String> effects = new ArrayList<>();
  private int version;

  private final TenantFeatures features;

  FakeState(LiveState live, TenantFeatures features) {
    this.features = features;
    replace(live);
  }

  void replace(LiveState live) {
    var before = new TreeMap<>(roles);
    roles.clear();
    live.roles().forEach((slug, role) -> roles.put(slug, versioned(role, before.get(slug))));
    capabilities.clear();
    capabilities.putAll(live.capabilities());
    holders.clear();
    live.holders().forEach((slug, all) -> holders.put(slug, new LinkedHashSet<>(all)));
    retired.clear();
    retired.addAll(live.retired());
    if (live.directory() != directory.base()) {
      directory = new FakeDirectory(live.directory());
    }
    derive();
  }

  /** Roles as capabilities and other capabilities as roles, where roles contain roles. */
  private void derive() {
    if (features.roleArea() == null) {
      return;
    }
    capabilities.values().removeIf(one -> one.origin() == Capability.Origin.ROLE);
    var direct = new HashSet<Slug>();
    for (Capability one : capabilities.values()) {
      Slug slug = features.heldAs(one.id()).orElseThrow();
      direct.add(slug);
      var there = roles.get(slug);
      var contained =
          there == null ? new TreeSet<CapabilityId>() : there.definition().capabilities();
      var definition = new RoleDefinition(slug, one.name(), one.description(), contained);
      roles.put(slug, versioned(new LiveRole(definition, true, null), there));
    }
    for (LiveRole role : roles.values()) {
      var id = features.asCapability(role.slug()).orElseThrow();
      if (!direct.contains(role.slug())) {
        capabilities.put(
            id,
            new Capability(
                id,
                role.definition().name(),
                role.definition().description(),
                Capability.Status.AVAILABLE,
                Capability.Origin.ROLE));
      }
    }
  }

  private LiveRole versioned(LiveRole role, @Nullable LiveRole before) {
    if (before != null && before.definition().equals(role.definition())) {
      return before;
    }
    boolean given = before == null && role.version() != null;
    return given ? role : new LiveRole(role.definition(), role.system(), nextVersion());
  }

  private String nextVersion() {
    return "\"v" + ++version + "\"";
  }

  /** A new account, or another name of one, which holders then show too. */
  void account(Subject subject) {
    directory.put(subject);
    holders.replaceAll((_, held) -> {
      var now = new LinkedHashSet<Subject>();
      held.forEach(one -> now.add(one.identity().equals(subject.identity()) ? subject : one));
      return now;
    });
  }

  void deleteAccount(SubjectId id) {
    directory.remove(id);
    holders.values().forEach(held -> held.removeIf(one -> one.identity().equals(id)));
  }

  Optional<Subject> user(String id) {
    return directory.find(new SubjectId(SubjectKind.USER, id));
  }

  /** The users who hold these roles directly. */
  SortedMap<Slug, List<Subject>> users(Set<Slug> of) {
    var users = new TreeMap<Slug, List<Subject>>();
    for (Slug role : of) {
      users.put(
          role,
          holders.getOrDefault(role, new LinkedHashSet<>()).stream()
              .filter(subject -> subject.kind() == SubjectKind.USER)
              .toList());
    }
    return users;
  }

  LiveState everything() {
    return new LiveState(
        capabilities, roles, new TreeMap<>(lists(null)), directory.base(), retired);
  }

  LiveState read(Extent extent, @Nullable Random shuffle) {
    var wanted = new TreeMap<>(roles);
    var held = new TreeMap<>(lists(shuffle));
    var only = extent.roles();
    if (only != null) {
      wanted.keySet().retainAll(only);
      held.keySet().retainAll(only);
    }
    switch (extent.holders()) {
      case Extent.Holders.None _ -> held.clear();
      case Extent.Holders.UsersOf(Set<Slug> of) ->
          held.replaceAll((slug, all) ->
              of.contains(slug)
                  ? all
                  : all.stream().filter(s -> s.kind() == SubjectKind.GROUP).toList());
      case Extent.Holders.All _ -> {}
    }
    return new LiveState(capabilities, wanted, held, found(extent.subjects(), held), retired);
  }

  /** The holders and whom else the look-ups ask for; a name asked for has all its bearers. */
  private SubjectDirectory found(SubjectLookups wanted, Map<Slug, List<Subject>> held) {
    var found = new SubjectDirectory.Builder();
    held.values().forEach(all -> all.forEach(subject -> found.add(subject.key(), subject)));
    wanted
        .names(held.values())
        .forEach(name -> directory.bearers(name).forEach(subject -> found.add(name, subject)));
    wanted
        .allIds()
        .forEach(id -> directory.find(id).ifPresent(subject -> found.add(subject.key(), subject)));
    return found.build();
  }

  private Map<Slug, List<Subject>> lists(@Nullable Random shuffle) {
    var result = new HashMap<Slug, List<Subject>>();
    holders.forEach((slug, all) -> {
      var list = new ArrayList<>(all);
      if (shuffle != null) {
        Collections.shuffle(list, shuffle);
      }
      if (!list.isEmpty()) {
        result.put(slug, list);
      }
    });
    return result;
  }

  /** What took effect since the last call, in order. */
  List<String> takeEffects() {
    var taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  String createCapability(String doing, CapabilityDefinition definition) throws TenantException {
    if (capabilities.containsKey(definition.id())) {
      throw refused(doing, "409 capability_exists");
    }
    return put(doing, definition, Capability.Status.AVAILABLE);
  }

  String editCapability(String doing, CapabilityDefinition definition) throws TenantException {
    return put(doing, definition, ownCapability(doing, definition.id()).status());
  }

  String removeCapability(String doing, CapabilityId id) throws TenantException {
    ownCapability(doing, id);
    if (roles.values().stream().anyMatch(role -> role.definition().capabilities().contains(id))) {
      throw refused(doing, "409 capability_in_use");
    }
    capabilities.remove(id);
    features
        .heldAs(id)
        .ifPresent(role -> {
          roles.remove(role);
          holders.remove(role);
        });
    return done(doing);
  }

  private String put(String doing, CapabilityDefinition definition, Capability.Status status) {
    capabilities.put(
        definition.id(),
        new Capability(
            definition.id(),
            definition.name(),
            definition.description(),
            status,
            Capability.Origin.TENANT_DEFINED));
    derive();
    return done(doing);
  }

  private Capability ownCapability(String doing, CapabilityId id) throws TenantException {
    var capability = capabilities.get(id);
    if (capability == null) {
      throw refused(doing, "404 unknown_capability");
    }
    if (capability.origin() == Capability.Origin.SYSTEM) {
      throw refused(doing, "409 system_capability");
    }
    return capability;
  }

  String createRole(String doing, RoleDefinition role) throws TenantException {
    if (!features.mayCreate(role.slug())) {
      throw refused(doing, "400 invalid_request");
    }
    if (roles.containsKey(role.slug())) {
      throw refused(doing, "409 slug_taken");
    }
    if (retired.contains(role.slug())) {
      throw refused(doing, "409 slug_retired");
    }
    return put(doing, role);
  }

  String editRole(String doing, RoleEdit edit) throws TenantException {
    var role = ownRole(doing, edit.slug());
    if (edit.version() != null && !edit.version().equals(role.version())) {
      throw new TenantException(
          Kind.CONFLICT, "could not " + doing + ": 412 version_conflict (req_fake)");
    }
    var before = role.definition();
    var capabilitiesAfter = new TreeSet<>(before.capabilities());
    capabilitiesAfter.addAll(edit.added());
    capabilitiesAfter.removeAll(edit.removed());
    String name = edit.name() == null ? before.name() : edit.name();
    String text = edit.description() == null ? before.description() : edit.description();
    var after = new RoleDefinition(edit.slug(), name, text, capabilitiesAfter);
    String same = role.version();
    return after.equals(before) && same != null ? same : put(doing, after);
  }

  private String put(String doing, RoleDefinition role) throws TenantException {
    if (!capabilities.keySet().containsAll(role.capabilities())) {
      throw refused(doing, "422 unknown_capability");
    }
    String now = nextVersion();
    roles.put(role.slug(), new LiveRole(role, false, now));
    derive();
    done(doing);
    return now;
  }

  String retireRole(String doing, Slug slug) throws TenantException {
    ownRole(doing, slug);
    roles.remove(slug);
    holders.remove(slug);
    retired.add(slug);
    features.asCapability(slug).ifPresent(this::letGo);
    derive();
    return done(doing);
  }

  /** Deleting a role takes it out of the roles that contain it. */
  private void letGo(CapabilityId id) {
    roles.replaceAll((slug, role) -> {
      var before = role.definition();
      if (!before.capabilities().contains(id)) {
        return role;
      }
      var left = new TreeSet<>(before.capabilities());
      left.remove(id);
      var after = new RoleDefinition(slug, before.name(), before.description(), left);
      return new LiveRole(after, role.system(), nextVersion());
    });
  }

  private LiveRole ownRole(String doing, Slug slug) throws TenantException {
    var role = roles.get(slug);
    if (role == null) {
      throw refused(doing, "404 unknown_role");
    }
    if (role.system()) {
      throw refused(doing, "409 system_role");
    }
    return role;
  }

  Optional<TenantException> assign(AssignmentWrite write) {
    String doing = doing(write);
    if (!roles.containsKey(write.role())) {
      return Optional.of(refused(doing, "404 unknown_role"));
    }
    if (!known(write.subject())) {
      return Optional.of(refused(doing, "404 unknown_subject"));
    }
    var held = holders.computeIfAbsent(write.role(), _ -> new LinkedHashSet<>());
    boolean changed =
        switch (write.op()) {
          case ADD -> held.add(write.subject());
          case REMOVE -> held.remove(write.subject());
        };
    if (changed) {
      done(doing);
    }
    return Optional.empty();
  }

  /** Of whoever is gone, there is none. */
  void endSessions(Subject user) {
    if (known(user)) {
      done("end the sessions of " + user);
    }
  }

  private boolean known(Subject subject) {
    return directory.find(subject.identity()).isPresent()
        || holders.values().stream().anyMatch(all -> all.contains(subject));
  }

  static String doing(AssignmentWrite write) {
    return switch (write.op()) {
      case ADD -> "add " + write.subject() + " to role " + write.role();
      case REMOVE -> "remove " + write.subject() + " from role " + write.role();
    };
  }

  private String done(String doing) {
    effects.add(doing);
    return doing;
  }

  static TenantException refused(String doing, String answer) {
    return new TenantException(Kind.REFUSED, "could not " + doing + ": " + answer + " (req_fake)");
  }
}
