package dev.rolecall.tenant.keycloak;

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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** From a realm without its users to what was asked for: holders, and names looked up. */
final class RealmRead {
  private final TenantReadClient http;
  private final RealmSettings scope;
  private final UserListings usersOf;
  private final RealmSnapshot view;
  private final RealmModel mapping;
  private final SubjectIndex people;
  private final Set<Slug> withUsers = new TreeSet<>();
  private final SortedMap<Slug, LiveRole> roles = new ConcurrentSkipListMap<>();
  private final SortedMap<Slug, List<Subject>> holders = new TreeMap<>();

  RealmRead(
      TenantReadClient http,
      RealmSettings scope,
      RealmSnapshot view,
      RealmModel mapping,
      SubjectIndex people) {
    this.http = http;
    this.scope = scope;
    this.usersOf = new UserListings(http, scope);
    this.view = view;
    this.mapping = mapping;
    this.people = people;
  }

  LiveState read(Extent extent, SortedSet<Slug> retired) throws TenantException {
    var entries = mapping.entries(extent.roles());
    entries.forEach(entry -> roles.put(entry.slug(), RealmModel.live(entry)));
    readGroups();
    var tasks = new ArrayList<Parallel.Task>();
    for (var entry : entries) {
      if (wantsUsers(entry, extent)) {
        withUsers.add(entry.slug());
        tasks.add(() -> readUsers(entry));
      }
    }
    Parallel.run(tasks);
    var wanted = extent.subjects();
    var lookUps = new UserLookup(http, scope, people, view.facts().sharedEmails());
    lookUps.names(wanted.names(holders.values()));
    lookUps.ids(wanted.allIds());
    holders.keySet().retainAll(roles.keySet());
    return new LiveState(
        mapping.capabilities(), roles, holders, people.directory(), retired, mapping.beyond());
  }

  /** The roles whose users were read. */
  Set<Slug> withUsers() {
    return withUsers;
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
    Optional<List<UserRecord>> users = usersOf.role(entry);
    if (users.isEmpty()) {
      roles.remove(entry.slug()); // deleted since it was listed
    } else if (!users.get().isEmpty()) {
      add(entry.slug(), users.get().stream().map(people::user).toList());
    }
  }

  private synchronized void add(Slug role, List<Subject> subjects) {
    holders.computeIfAbsent(role, _ -> new ArrayList<>()).addAll(subjects);
  }
}
