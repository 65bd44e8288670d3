package dev.rolecall.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DatedLine;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.EmptyInputs;
import dev.rolecall.tenant.KindsOfTenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stays when lines end, against an oracle that asks of each line and person alone, in random
 * tenants: groups that share members, roles in roles, other days, changes.
 */
@Tag("access")
final class EndingsTest {
  private static final int TENANTS = 300;
  private static final Instant TODAY = Instant.parse("2026-11-23T00:00:00Z");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areWhatEachPersonStillReaches(boolean nesting) {
    int kept = 0;
    for (int seed = 0; seed < TENANTS; seed++) {
      var tenant = new RandomTenant(new Random(seed), nesting);
      Map<Grant, String> found = tenant.found();
      assertEquals(tenant.expected(), found, "seed " + seed);
      kept += (int) found.values().stream().filter(one -> one.contains("by")).count();
    }
    assertEquals(true, kept > TENANTS / 4, "something stays often enough: " + kept);
  }

  /** A direct holding, with the day on which it begins and the one on which it ends. */
  private record Held(Slug role, Subject holder, int from, int until) {}

  private static final class RandomTenant {
    private final Random random;
    private final boolean nesting;
    private final List<Subject> users = new ArrayList<>();
    private final List<Subject> groups = new ArrayList<>();
    private final TreeMap<String, List<Subject>> members = new TreeMap<>();
    private final TreeMap<Slug, Set<CapabilityId>> contents = new TreeMap<>();
    private final TreeMap<Slug, Set<Subject>> live = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Grant, DatedLine> dated = new LinkedHashMap<>();
    private final TreeSet<String> unread = new TreeSet<>();

    RandomTenant(Random random, boolean nesting) {
      this.random = random;
      this.nesting = nesting;
      for (int i = 0; i < 6; i++) {
        users.add(new Subject(SubjectKind.USER, "u" + i, "user" + i));
      }
      for (int i = 0; i < 4; i++) {
        groups.add(new Subject(SubjectKind.GROUP, "g" + i, "group" + i));
        members.put("g" + i, users.stream().filter(_ -> chance(3)).toList());
        if (chance(12)) {
          unread.add("g" + i);
          members.remove("g" + i);
        }
      }
      for (int i = 0; i < 6; i++) {
        contents.put(new Slug("r" + i), new TreeSet<>());
        live.put(new Slug("r" + i), new TreeSet<>());
      }
      contents.forEach((role, inside) -> {
        for (int i = 0; i < 6; i++) {
          if (chance(4)) {
            inside.add(new CapabilityId("own", "c" + i));
          }
          if (nesting && chance(8)) {
            inside.add(new CapabilityId("realm", "r" + i));
          }
        }
        subjects().forEach(subject -> holding(role, subject));
      });
    }

    private boolean chance(int of) {
      return random.nextInt(of) == 0;
    }

    private List<Subject> subjects() {
      var all = new ArrayList<>(users);
      all.addAll(groups);
      return all;
    }

    private void holding(Slug role, Subject subject) {
      var at = new SourceRef("roles/" + role + ".yaml", dated.size() + 1, 1);
      boolean holds = chance(4);
      if (holds) {
        Objects.requireNonNull(live.get(role)).add(subject);
        if (chance(6)) {
          changes.add(
              new Change.AssignmentRemoved(
                  role, subject, Change.RemovalReason.WITHDRAWN, Cause.PENDING, at));
          return;
        }
      } else if (chance(8)) {
        holds = true;
        changes.add(new Change.AssignmentAdded(role, subject, null, null, Cause.PENDING, at));
      }
      int from = holds || !chance(6) ? 0 : 1 + random.nextInt(20);
      if (from > 0 || (holds && chance(2))) {
        @Nullable Instant end = from > 0 && chance(2) ? null : day(from + 1 + random.nextInt(20));
        dated.put(
            new Grant(role, subject.identity()),
            new DatedLine(role, subject, from == 0 ? null : day(from), end, at));
      }
    }

    /** At some hour of it. */
    private Instant day(int day) {
      return TODAY.plus(day, ChronoUnit.DAYS).plus(1 + random.nextInt(23), ChronoUnit.HOURS);
    }

    private List<DatedLine> ending() {
      return dated.values().stream().filter(line -> line.end() != null).toList();
    }

    Map<Grant, String> found() {
      var features = KindsOfTenant.provider(nesting).features();
      var roles = new TreeMap<Slug, LiveRole>();
      contents.forEach((slug, inside) ->
          roles.put(
              slug,
              new LiveRole(
                  new RoleDefinition(slug, slug.value(), "", new TreeSet<>(inside)), false, null)));
      var holders = new TreeMap<Slug, List<Subject>>();
      live.forEach((role, all) -> holders.put(role, List.copyOf(all)));
      var state =
          new LiveState(new TreeMap<>(), roles, holders, SubjectDirectory.empty(), new TreeSet<>());
      var inputs = EmptyInputs.of(features).of(state);
      var endings = new Endings(inputs, changes, dated.values(), ending());
      var known = new TreeMap<>(members);
      known.keySet().retainAll(endings.groups());
      var hidden = new TreeSet<>(unread);
      hidden.retainAll(endings.groups());
      var people = new People(known, new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), hidden);
      var found = new LinkedHashMap<Grant, String>();
      for (Ending one : endings.among(people)) {
        var ways = new TreeSet<String>();
        one.ways()
            .forEach(way ->
                ways.add(
                    "%d by %s in %s gives %s"
                        .formatted(way.people(), way.role(), way.group(), words(way.gives()))));
        found.put(
            new Grant(one.role(), one.subject().identity()),
            "%d whole, %d part of %d %s, hidden %s"
                .formatted(one.whole(), one.part(), one.people(), ways, one.unread()));
      }
      return new TreeMap<>(found);
    }

    private static String words(Access access) {
      var words = new TreeSet<String>();
      access.roles().forEach(role -> words.add("role " + role));
      access.capabilities().forEach(id -> words.add(id.toString()));
      return words.toString();
    }

    /** All that holding a role comes to, by hand. */
    private Set<String> reach(Slug role) {
      var reached = new TreeSet<String>();
      var open = new ArrayList<>(List.of(role));
      while (!open.isEmpty()) {
        Slug one = open.removeLast();
        if (reached.add("role " + one)) {
          for (CapabilityId id : contents.getOrDefault(one, Set.of())) {
            if (id.area().equals("realm")) {
              open.add(new Slug(id.action()));
            } else {
              reached.add(id.toString());
            }
          }
        }
      }
      return reached;
    }

    private Set<Held> afterwards() {
      var held = new HashSet<Held>();
      var now = new HashSet<Grant>();
      live.forEach((role, all) -> all.forEach(s -> now.add(new Grant(role, s.identity()))));
      for (Change change : changes) {
        if (change instanceof Change.AssignmentAdded added) {
          now.add(added.grant());
        } else if (change instanceof Change.AssignmentRemoved removed) {
          now.remove(removed.grant());
        }
      }
      for (Slug role : contents.keySet()) {
        for (Subject subject : subjects()) {
          var grant = new Grant(role, subject.identity());
          @Nullable DatedLine line = dated.get(grant);
          int until = line == null || line.end() == null ? 1000 : days(line.end());
          if (now.contains(grant)) {
            held.add(new Held(role, subject, 0, until));
          } else if (line != null && line.from() != null) {
            held.add(new Held(role, subject, days(line.from()), until));
          }
        }
      }
      return held;
    }

    private static int days(Instant instant) {
      return (int) ChronoUnit.DAYS.between(TODAY, instant);
    }

    private List<Subject> behind(Subject subject) {
      return subject.kind() == SubjectKind.USER
          ? List.of(subject)
          : members.getOrDefault(subject.id(), List.of());
    }

    Map<Grant, String> expected() {
      Set<Held> held = afterwards();
      var expected = new TreeMap<Grant, String>();
      for (DatedLine line : ending()) {
        int whole = 0;
        int part = 0;
        Map<String, Integer> ways = new TreeMap<>();
        Set<Subject> hidden = new TreeSet<>();
        if (unread.contains(line.subject().id())) {
          hidden.add(line.subject());
        }
        for (Held way : held) {
          if (stays(way, line) && unread.contains(way.holder().id())) {
            hidden.add(way.holder());
          }
        }
        for (Subject person : behind(line.subject())) {
          Set<String> kept = new TreeSet<>();
          Set<String> by = new TreeSet<>();
          for (Held way : held) {
            if (stays(way, line) && behind(way.holder()).contains(person)) {
              kept.addAll(common(way, line));
              boolean group = way.holder().kind() == SubjectKind.GROUP;
              by.add(
                  "by %s in %s gives %s"
                      .formatted(way.role(), group ? way.holder() : null, common(way, line)));
            }
          }
          by.forEach(way -> ways.merge(way, 1, Integer::sum));
          whole += kept.contains("role " + line.role()) ? 1 : 0;
          part += !kept.isEmpty() && !kept.contains("role " + line.role()) ? 1 : 0;
        }
        var counted = new TreeSet<String>();
        ways.forEach((way, people) -> counted.add(people + " " + way));
        expected.put(
            line.grant(),
            "%d whole, %d part of %d %s, hidden %s"
                .formatted(
                    whole, part, behind(line.subject()).size(), counted, List.copyOf(hidden)));
      }
      return expected;
    }

    private Set<String> common(Held way, DatedLine line) {
      var common = new TreeSet<>(reach(way.role()));
      common.retainAll(reach(line.role()));
      return common;
    }

    private boolean stays(Held way, DatedLine line) {
      Instant last = Objects.requireNonNull(line.end());
      int end = days(last);
      boolean itself = way.role().equals(line.role()) && way.holder().equals(line.subject());
      return !itself && !common(way, line).isEmpty() && way.until() > end && begins(way, last);
    }

    /** By the hour: a way that begins later on the day leaves a gap. */
    private boolean begins(Held way, Instant end) {
      @Nullable DatedLine other = dated.get(new Grant(way.role(), way.holder().identity()));
      return way.from() == 0 || other == null || other.from() == null || !other.from().isAfter(end);
    }
  }
}
