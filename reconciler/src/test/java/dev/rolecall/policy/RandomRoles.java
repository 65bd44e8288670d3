package dev.rolecall.policy;

import dev.rolecall.model.Capability;
import dev.rolecall.model.Capability.Origin;
import dev.rolecall.model.Capability.Status;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Manage;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.Tombstone;
import dev.rolecall.model.Uncounted;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.FakeTenant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A few roles with what they contain and who holds them, as git declares them and as a tenant has
 * them; some of the holders are groups, which share members.
 */
record RandomRoles(
    SortedMap<Slug, Set<CapabilityId>> contents,
    SortedMap<Slug, Set<Subject>> holders,
    SortedSet<Slug> retired) {
  private static final SourceRef AT = new SourceRef("roles/r.yaml", 1, 1);
  private static final int ROLES = 3;
  static final List<Subject> USERS =
      IntStream.range(0, 6).mapToObj(i -> new Subject(SubjectKind.USER, "u" + i, "u" + i)).toList();
  private static final List<Subject> GROUPS =
      IntStream.range(0, 2)
          .mapToObj(i -> new Subject(SubjectKind.GROUP, "g" + i, "g" + i))
          .toList();

  /** Who is in which group. */
  static final Map<String, List<String>> MEMBERS =
      Map.of("g0", List.of("u0", "u1"), "g1", List.of("u1", "u2", "u3"));

  private static final List<CapabilityId> CAPABILITIES =
      List.of(
          new CapabilityId("audit", "read"),
          new CapabilityId("members", "change-roles"),
          new CapabilityId("users", "view"));

  static RandomRoles of(Random random) {
    var roles = new RandomRoles(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    for (String name : List.of("first", "second", "third").subList(0, ROLES)) {
      roles.add(new Slug(name), random);
    }
    return roles;
  }

  /** A role of random contents and holders. */
  void add(Slug role, Random random) {
    var capabilities = new TreeSet<CapabilityId>();
    CAPABILITIES.stream().filter(_ -> random.nextBoolean()).forEach(capabilities::add);
    var held = new TreeSet<Subject>();
    USERS.stream().filter(_ -> random.nextInt(3) == 0).forEach(held::add);
    GROUPS.stream().filter(_ -> random.nextInt(3) == 0).forEach(held::add);
    contents.put(role, capabilities);
    holders.put(role, held);
  }

  /** To be changed; so are the holders. */
  Set<CapabilityId> contents(Slug role) {
    return contents.computeIfAbsent(role, _ -> new TreeSet<>());
  }

  Set<Subject> holders(Slug role) {
    return holders.computeIfAbsent(role, _ -> new TreeSet<>());
  }

  RandomRoles copy() {
    var copy = new RandomRoles(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(retired));
    contents.forEach((role, all) -> copy.contents.put(role, new TreeSet<>(all)));
    holders.forEach((role, all) -> copy.holders.put(role, new TreeSet<>(all)));
    return copy;
  }

  /** With one in so many of all that could be taken taken away. */
  RandomRoles less(Random random, int oneIn) {
    RandomRoles less = copy();
    for (Slug role : contents.keySet()) {
      if (random.nextInt(3 * oneIn) == 0) {
        less.contents.remove(role);
        less.holders.remove(role);
        less.retired.add(role);
        continue;
      }
      less.contents(role).removeIf(_ -> random.nextInt(2 * oneIn) == 0);
      less.holders(role).removeIf(_ -> random.nextInt(oneIn) == 0);
    }
    return less;
  }

  /** With some given and some taken. */
  RandomRoles changed(Random random) {
    RandomRoles changed = less(random, 4);
    for (Slug role : changed.contents.keySet()) {
      CAPABILITIES.stream()
          .filter(_ -> random.nextInt(5) == 0)
          .forEach(id -> changed.contents(role).add(id));
      USERS.stream()
          .filter(_ -> random.nextInt(5) == 0)
          .forEach(who -> changed.holders(role).add(who));
      GROUPS.stream()
          .filter(_ -> random.nextInt(6) == 0)
          .forEach(who -> changed.holders(role).add(who));
    }
    return changed;
  }

  /** Between this and less: some of what is taken away is here still. */
  RandomRoles halfWay(RandomRoles less, Random random) {
    RandomRoles half = copy();
    for (Slug role : contents.keySet()) {
      if (less.retired.contains(role)) {
        if (random.nextBoolean()) {
          half.contents.remove(role);
          half.holders.remove(role);
          half.retired.add(role);
        } else {
          half.holders(role).removeIf(_ -> random.nextInt(3) == 0);
        }
        continue;
      }
      half.contents(role).removeIf(id -> !less.contents(role).contains(id) && random.nextBoolean());
      half.holders(role).removeIf(who -> !less.holders(role).contains(who) && random.nextBoolean());
    }
    return half;
  }

  void retire(Slug role) {
    contents.remove(role);
    holders.remove(role);
    retired.add(role);
  }

  Set<Slug> roles() {
    return contents.keySet();
  }

  /**
   * The way to a state in which some of these roles are gone and others are there, in so many runs.
   * What is taken first and given last is left to chance.
   */
  List<RandomRoles> exchanged(RandomRoles after, Random random, int runs) {
    var states = new ArrayList<RandomRoles>(List.of(this));
    for (int run = 1; run < runs; run++) {
      RandomRoles next = states.getLast().copy();
      for (Slug role : List.copyOf(next.contents.keySet())) {
        if (after.retired.contains(role) && random.nextInt(3) == 0) {
          next.retire(role);
        } else if (after.retired.contains(role)) {
          next.holders(role).removeIf(_ -> random.nextInt(3) == 0);
        }
      }
      for (Slug role : after.contents.keySet()) {
        boolean there = next.contents.containsKey(role);
        if (!contents.containsKey(role) && (there || random.nextBoolean())) {
          after.contents(role).stream()
              .filter(_ -> random.nextBoolean())
              .forEach(next.contents(role)::add);
          after.holders(role).stream()
              .filter(_ -> random.nextBoolean())
              .forEach(next.holders(role)::add);
        }
      }
      states.add(next);
    }
    states.add(after);
    return states;
  }

  DesiredState desired() {
    var roles = new TreeMap<Slug, DesiredRole>();
    var holdings = new TreeMap<Slug, DesiredHolding>();
    contents.forEach((role, capabilities) -> {
      var places = new TreeMap<CapabilityId, SourceRef>();
      capabilities.forEach(id -> places.put(id, AT));
      var name = new Sourced<>(role.value(), AT);
      roles.put(role, new DesiredRole(role, name, new Sourced<>("", AT), places, AT));
      List<DesiredAssignment> lines =
          holders(role).stream()
              .map(who -> new DesiredAssignment(who.key(), null, null, null, AT))
              .toList();
      holdings.put(role, new DesiredHolding(role, Manage.DEFAULT, lines));
    });
    var tombstones = new TreeMap<Slug, Tombstone.OfRole>();
    retired.forEach(role ->
        tombstones.put(
            role, new Tombstone.OfRole(role, LocalDate.parse("2026-11-20"), "Gone.", null, AT)));
    return new DesiredState(
        "production",
        new TreeMap<>(),
        roles,
        holdings,
        tombstones,
        new TreeMap<>(),
        new TreeSet<>(),
        Uncounted.nothing());
  }

  /** A tenant that is as declared. */
  FakeTenant tenant() {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    CAPABILITIES.forEach(id ->
        capabilities.put(
            id, new Capability(id, id.toString(), "", Status.AVAILABLE, Origin.SYSTEM)));
    var roles = new TreeMap<Slug, LiveRole>();
    contents.forEach((role, ids) ->
        roles.put(
            role, new LiveRole(new RoleDefinition(role, role.value(), "", ids), false, null)));
    var held = new TreeMap<Slug, List<Subject>>();
    holders.forEach((role, all) -> held.put(role, List.copyOf(all)));
    var directory = new SubjectDirectory.Builder();
    USERS.forEach(user -> directory.add(user.key(), user));
    GROUPS.forEach(group -> directory.add(group.key(), group));
    var tenant =
        FakeTenant.holding(
            new LiveState(capabilities, roles, held, directory.build(), new TreeSet<>(retired)));
    MEMBERS.forEach((group, members) -> members.forEach(user -> tenant.join(group, user)));
    return tenant;
  }
}
