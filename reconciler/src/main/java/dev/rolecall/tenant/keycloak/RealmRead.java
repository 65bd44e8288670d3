package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** From a realm without its users to what was asked for: holders, and names looked up. */
final class RealmRead {
  private final TenantReadClient http;
  private final RealmSettings scope;
  private final Paths paths;
  private final RealmSnapshot view;
  private final RealmModel mapping;
  private final SubjectIndex people = new SubjectIndex();
  private final SortedMap<Slug, LiveRole> roles = new ConcurrentSkipListMap<>();
  private final SortedMap<Slug, List<Subject>> holders = new TreeMap<>();

  RealmRead(TenantReadClient http, RealmSettings scope, RealmSnapshot view, RealmModel mapping) {
    this.http = http;
    this.scope = scope;
    this.paths = new Paths(scope.realm());
    this.view = view;
    this.mapping = mapping;
  }

  LiveState read(Extent extent, SortedSet<Slug> retired) throws TenantException {
    var entries = mapping.entries(extent.roles());
    entries.forEach(entry -> roles.put(entry.slug(), RealmModel.live(entry)));
    readGroups();
    var tasks = new ArrayList<Parallel.Task>();
    for (var entry : entries) {
      if (wantsUsers(entry, extent)) {
        tasks.add(() -> readUsers(entry));
      }
    }
    Parallel.run(tasks);
    var wanted = extent.subjects();
    var lookUps = new UserLookup(http, scope, people, view.facts().sharedEmails());
    lookUps.names(wanted.names(holders.values()));
    lookUps.ids(wanted.allIds());
    holders.keySet().retainAll(roles.keySet());
    return new LiveState(mapping.capabilities(), roles, holders, people.directory(), retired);
  }

  private boolean wantsUsers(RealmModel.Entry entry, Extent extent) {
    return switch (extent.holders()) {
      case Extent.Holders.None _ -> false;
      case Extent.Holders.UsersOf(var slugs) -> slugs.contains(entry.slug());
      case Extent.Holders.All _ -> extent.roles() != null || !mapping.isForEverybody(entry);
    };
  }

  private void readGroups() {
    for (var group : view.groups()) {
      var subject = people.group(group);
      group.roles().forEach(part -> add(new Slug(part.slug()), List.of(subject)));
    }
  }

  private void readUsers(RealmModel.Entry entry) throws TenantException {
    var part = entry.part();
    RequestTarget roleList =
        part.client() == null ? paths.roles() : paths.clientRoles(entry.role().container());
    Optional<List<UserRecord>> users =
        isDots(part.name())
            ? Optional.of(usersOfDots(entry))
            : users("list users of role " + part.slug(), roleList.then(part.name(), "users"));
    if (users.isEmpty()) {
      roles.remove(entry.slug()); // deleted since it was listed
    } else if (!users.get().isEmpty()) {
      add(entry.slug(), users.get().stream().map(people::user).toList());
    }
  }

  /** Always in brief: ten thousand users in full take Keycloak two minutes. */
  private Optional<List<UserRecord>> users(String doing, RequestTarget list)
      throws TenantException {
    return new OverlappingPages<>(
            http, doing, Paths.brief(list), scope.pageSize(), UserRecord::of, UserRecord::id)
        .all();
  }

  private static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }

  /** An address resolves such a name away, so everybody is asked what they hold. */
  private List<UserRecord> usersOfDots(RealmModel.Entry entry) throws TenantException {
    var holding = new ConcurrentSkipListMap<String, UserRecord>();
    String client = entry.part().client() == null ? "" : entry.role().container();
    var tasks = new ArrayList<Parallel.Task>();
    for (var user : users("list users", paths.users()).orElse(List.of())) {
      var roles =
          AdminGet.ifThere(
              "read what %s holds".formatted(user.username()),
              Paths.mappings(paths.users().then(user.id()), client),
              json -> AdminGet.items(json, RoleRecord::of));
      tasks.add(() -> {
        boolean holds =
            http.get(roles).stream()
                .flatMap(List::stream)
                .anyMatch(role -> role.id().equals(entry.role().id()));
        if (holds) {
          holding.put(user.id(), user);
        }
      });
    }
    Parallel.run(tasks);
    return List.copyOf(holding.values());
  }

  private synchronized void add(Slug role, List<Subject> subjects) {
    holders.computeIfAbsent(role, _ -> new ArrayList<>()).addAll(subjects);
  }
}
