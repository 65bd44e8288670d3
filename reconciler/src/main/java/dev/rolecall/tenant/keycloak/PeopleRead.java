package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is behind groups and roles of a realm that was read: one listing for each group that matters
 * and each below it, and for each role whose users that read left out.
 */
final class PeopleRead {
  private final RealmModel mapping;
  private final RealmSnapshot view;
  private final SubjectIndex met;
  private final UserListings usersOf;
  private final Map<String, List<Subject>> direct = new ConcurrentHashMap<>();
  private final Map<Slug, List<Subject>> users = new ConcurrentHashMap<>();

  /**
   * @param met the accounts that the read of the realm met, and from now on those met here
   */
  PeopleRead(
      TenantReadClient http,
      RealmSettings scope,
      RealmSnapshot view,
      RealmModel mapping,
      SubjectIndex met) {
    this.mapping = mapping;
    this.view = view;
    this.met = met;
    this.usersOf = new UserListings(http, scope);
  }

  /**
   * Reads them.
   *
   * @param known roles whose users were read already
   */
  People read(Audience audience, Set<Slug> known) throws TenantException {
    var below = below();
    var groups = new HashMap<String, GroupRecord>();
    view.groups().forEach(group -> groups.put(group.id(), group));
    var tasks = new ArrayList<Parallel.Task>();
    for (String id : reached(audience.groups(), below)) {
      var group = groups.get(id);
      if (group != null && !direct.containsKey(id)) {
        tasks.add(() -> direct.put(id, subjects(usersOf.group(group))));
      }
    }
    for (var entry : mapping.entries(audience.roles())) {
      if (!known.contains(entry.slug()) && !users.containsKey(entry.slug())) {
        tasks.add(() -> users.put(entry.slug(), subjects(usersOf.role(entry).orElse(List.of()))));
      }
    }
    Parallel.run(tasks);
    var members = new TreeMap<String, List<Subject>>();
    for (String id : audience.groups()) {
      members.put(id, together(reached(Set.of(id), below)));
    }
    return new People(
        members,
        new TreeMap<>(users),
        met.disabled(),
        met.named(view.serviceAccounts()),
        new TreeSet<>());
  }

  private List<Subject> subjects(List<UserRecord> records) {
    return records.stream().map(met::user).toList();
  }

  /** The groups directly in each group. */
  private Map<String, List<String>> below() {
    var below = new HashMap<String, List<String>>();
    for (var group : view.groups()) {
      if (group.parent() != null) {
        below.computeIfAbsent(group.parent(), _ -> new ArrayList<>()).add(group.id());
      }
    }
    return below;
  }

  /** These and all below them. */
  private static Set<String> reached(Set<String> from, Map<String, List<String>> below) {
    var reached = new HashSet<>(from);
    var open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      for (String group : below.getOrDefault(open.removeLast(), List.of())) {
        if (reached.add(group)) {
          open.add(group);
        }
      }
    }
    return reached;
  }

  /** Whoever is in one of these groups, once. */
  private List<Subject> together(Set<String> groups) {
    if (groups.size() == 1) {
      return direct.getOrDefault(groups.iterator().next(), List.of());
    }
    var all = new TreeSet<Subject>();
    groups.forEach(group -> all.addAll(direct.getOrDefault(group, List.of())));
    return List.copyOf(all);
  }
}
