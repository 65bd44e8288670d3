package dev.rolecall.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.KindsOfTenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Impact against an oracle that asks of each person alone what can be reached, in random tenants:
 * groups that share members, roles in roles, circles.
 */
@Tag("access")
class ImpactTest {
  private static final SourceRef AT = new SourceRef("roles/r.yaml", 1, 1);
  private static final int TENANTS = 400;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isWhatEachPersonCanReachBeforeAndAfter(boolean nesting) {
    for (int seed = 0; seed < TENANTS; seed++) {
      var tenant = new RandomTenant(new Random(seed), nesting);
      Impact found = tenant.impact();
      assertEquals(tenant.expected(), shown(found), "seed " + seed);
      assertEquals(tenant.expectedReach(), reach(found), "seed " + seed);
    }
  }

  /** Each person's part, so that grouping does not show; sorted. */
  private static SortedMap<String, String> shown(Impact impact) {
    var shown = new TreeMap<String, String>();
    for (Impact.Shift shift : impact.shifts()) {
      String what =
          words(shift.gained()) + " / " + words(shift.lost()) + " / " + words(shift.kept());
      for (Person person : shift.people()) {
        assertEquals(null, shown.put(person.account().id(), what));
      }
    }
    return shown;
  }

  private static String words(Access access) {
    var words = new TreeSet<String>();
    access.roles().forEach(role -> words.add(role.value()));
    access.capabilities().forEach(id -> words.add(id.toString()));
    return words.toString();
  }

  private static SortedMap<String, String> reach(Impact impact) {
    var reach = new TreeMap<String, String>();
    impact.roles().forEach((role, n) -> reach.put(role.value(), n.before() + " " + n.after()));
    impact
        .capabilities()
        .forEach((id, n) -> reach.put(id.toString(), n.before() + " " + n.after()));
    return reach;
  }

  /** A tenant as plain maps, the same after some changes, and those changes. */
  private static final class RandomTenant {
    private final Random random;
    private final boolean nesting;
    private final State before = new State();
    private final State after;
    private final List<Change> changes = new ArrayList<>();
    private final TreeMap<String, List<Subject>> members = new TreeMap<>();
    private final TreeSet<String> disabled = new TreeSet<>();
    private final TreeSet<String> services = new TreeSet<>();
    private final List<Subject> users = new ArrayList<>();
    private final List<Subject> groups = new ArrayList<>();

    RandomTenant(Random random, boolean nesting) {
      this.random = random;
      this.nesting = nesting;
      for (int i = 0; i < 6; i++) {
        users.add(new Subject(SubjectKind.USER, "u" + i, "user" + i));
        (chance(8) ? disabled : chance(8) ? services : new TreeSet<String>()).add("u" + i);
      }
      for (int i = 0; i < 3; i++) {
        groups.add(new Subject(SubjectKind.GROUP, "g" + i, "group" + i));
        members.put("g" + i, users.stream().filter(_ -> chance(3)).toList());
      }
      for (int i = 0; i < 5; i++) {
        var role = new Slug("r" + i);
        before.contents.put(role, new TreeSet<>());
        before.holders.put(role, new TreeSet<>());
        for (Subject subject : subjects()) {
          if (chance(4)) {
            before.holders(role).add(subject);
          }
        }
      }
      for (Slug role : before.contents.keySet()) {
        for (CapabilityId id : all()) {
          if (chance(4)) {
            before.contents(role).add(id);
          }
        }
      }
      after = before.copy();
      int steps = 1 + random.nextInt(5);
      for (int i = 0; i < steps; i++) {
        change();
      }
      compare();
    }

    private boolean chance(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    private List<Subject> subjects() {
      var all = new ArrayList<>(users);
      all.addAll(groups);
      return all;
    }

    private List<CapabilityId> all() {
      var all = new ArrayList<CapabilityId>();
      for (int i = 0; i < 4; i++) {
        all.add(new CapabilityId("audit", "a" + i));
        if (nesting) {
          all.add(new CapabilityId("realm", "r" + i));
        }
      }
      return all;
    }

    private void change() {
      var roles = List.copyOf(after.contents.keySet());
      Slug role = roles.get(random.nextInt(roles.size()));
      switch (random.nextInt(5)) {
        case 0 -> {
          if (roles.size() > 1) {
            after.contents.remove(role);
            after.holders.remove(role);
          }
        }
        case 1, 2 -> toggle(after.holders(role), subjects().get(random.nextInt(subjects().size())));
        default -> toggle(after.contents(role), all().get(random.nextInt(all().size())));
      }
    }

    private static <T> void toggle(Set<T> set, T one) {
      if (!set.add(one)) {
        set.remove(one);
      }
    }

    private void compare() {
      before.contents.forEach((role, ids) -> {
        var held = before.holders(role);
        if (!after.contents.containsKey(role)) {
          changes.add(
              new Change.RoleRetired(
                  definition(role, ids), List.copyOf(held), null, null, Cause.PENDING, AT));
          return;
        }
        for (CapabilityId id : minus(after.contents(role), ids)) {
          changes.add(new Change.RoleCapabilityAdded(role, id, Cause.PENDING, AT));
        }
        for (CapabilityId id : minus(ids, after.contents(role))) {
          changes.add(new Change.RoleCapabilityRemoved(role, id, Cause.PENDING, AT));
        }
        for (Subject subject : minus(after.holders(role), held)) {
          changes.add(new Change.AssignmentAdded(role, subject, null, null, Cause.PENDING, AT));
        }
        for (Subject subject : minus(held, after.holders(role))) {
          changes.add(
              new Change.AssignmentRemoved(
                  role, subject, Change.RemovalReason.WITHDRAWN, Cause.PENDING, AT));
        }
      });
    }

    Impact impact() {
      var roles = new TreeMap<Slug, LiveRole>();
      before.contents.forEach(
          (slug, ids) -> roles.put(slug, new LiveRole(definition(slug, ids), false, null)));
      var holders = new TreeMap<Slug, List<Subject>>();
      before.holders.forEach((slug, held) -> holders.put(slug, List.copyOf(held)));
      var live =
          new LiveState(new TreeMap<>(), roles, holders, SubjectDirectory.empty(), new TreeSet<>());
      TenantFeatures features = nesting ? KindsOfTenant.NESTING : KindsOfTenant.FLAT;
      var scope = ImpactScope.of(live, features, changes);
      var asked = new TreeMap<>(members);
      asked.keySet().retainAll(scope.groups());
      return scope.behind(new People(asked, new TreeMap<>(), disabled, services, new TreeSet<>()));
    }

    SortedMap<String, String> expected() {
      var expected = new TreeMap<String, String>();
      for (Subject user : users) {
        var then = before.reached(subjectsOf(user));
        var now = after.reached(subjectsOf(user));
        var gained = minus(now, then);
        var lost = minus(then, now);
        var kept = new TreeSet<String>();
        for (Slug role : before.contents.keySet()) {
          for (Subject subject : subjectsOf(user)) {
            if (before.holders(role).contains(subject)) {
              boolean still = after.holders(role).contains(subject);
              kept.addAll(
                  minus(before.reached(role), still ? after.reached(role) : new TreeSet<>()));
            }
          }
        }
        kept.retainAll(now);
        if (!gained.isEmpty() || !lost.isEmpty() || !kept.isEmpty()) {
          expected.put(user.id(), gained + " / " + lost + " / " + kept);
        }
      }
      return expected;
    }

    SortedMap<String, String> expectedReach() {
      var moving = new TreeSet<String>();
      for (Subject user : users) {
        var then = before.reached(subjectsOf(user));
        var now = after.reached(subjectsOf(user));
        moving.addAll(minus(now, then));
        moving.addAll(minus(then, now));
      }
      var reach = new TreeMap<String, String>();
      for (String item : moving) {
        reach.put(item, count(before, item) + " " + count(after, item));
      }
      return reach;
    }

    private long count(State state, String item) {
      return users.stream()
          .filter(user -> !disabled.contains(user.id()) && !services.contains(user.id()))
          .filter(user -> state.reached(subjectsOf(user)).contains(item))
          .count();
    }

    private Set<Subject> subjectsOf(Subject user) {
      var subjects = new HashSet<>(Set.of(user));
      groups.stream().filter(group -> membersOf(group).contains(user)).forEach(subjects::add);
      return subjects;
    }

    private List<Subject> membersOf(Subject group) {
      return members.getOrDefault(group.id(), List.of());
    }

    private static <T> Set<T> minus(Collection<T> from, Collection<T> these) {
      var rest = new TreeSet<>(from);
      rest.removeAll(these);
      return rest;
    }
  }

  private static RoleDefinition definition(Slug slug, Set<CapabilityId> ids) {
    return new RoleDefinition(slug, slug.value(), "", ids);
  }

  /** Contents and holders of roles. */
  private static final class State {
    final Map<Slug, Set<CapabilityId>> contents = new TreeMap<>();
    final Map<Slug, Set<Subject>> holders = new TreeMap<>();

    Set<CapabilityId> contents(Slug role) {
      return contents.computeIfAbsent(role, _ -> new TreeSet<>());
    }

    /** Nobody, where there is no such role. */
    Set<Subject> holders(Slug role) {
      Set<Subject> held = holders.get(role);
      return held == null ? Set.of() : held;
    }

    State copy() {
      var copy = new State();
      contents.forEach((role, ids) -> copy.contents.put(role, new TreeSet<>(ids)));
      holders.forEach((role, held) -> copy.holders.put(role, new TreeSet<>(held)));
      return copy;
    }

    Set<String> reached(Set<Subject> subjects) {
      var reached = new TreeSet<String>();
      holders.forEach((role, held) -> {
        if (held.stream().anyMatch(subjects::contains)) {
          reached.addAll(reached(role));
        }
      });
      return reached;
    }

    Set<String> reached(Slug role) {
      var reached = new TreeSet<String>();
      reach(role, reached);
      return reached;
    }

    private void reach(Slug role, Set<String> reached) {
      if (contents.containsKey(role) && reached.add(role.value())) {
        for (CapabilityId id : contents(role)) {
          if (id.area().equals("realm")) {
            reach(new Slug(id.action()), reached);
          } else {
            reached.add(id.toString());
          }
        }
      }
    }
  }
}
