package dev.rolecall.policy;

import static java.util.Objects.requireNonNull;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Manage;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.Tombstone;
import dev.rolecall.model.Uncounted;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documents of a roles repository, to be edited as a pull request does. */
final class RoleFiles {
  private final SortedMap<Slug, RoleDefinition> roles = new TreeMap<>();
  private final SortedMap<Slug, SortedMap<SubjectName, Line>> lines = new TreeMap<>();
  private final SortedSet<Slug> retired = new TreeSet<>();

  /** When an assignment ends; null: never. */
  record Line(@Nullable Instant expires) {}

  /** Another set of the same documents. */
  RoleFiles copy() {
    var copy = new RoleFiles();
    copy.roles.putAll(roles);
    lines.forEach((slug, all) -> copy.lines.put(slug, new TreeMap<>(all)));
    copy.retired.addAll(retired);
    return copy;
  }

  SortedMap<Slug, RoleDefinition> roles() {
    return Collections.unmodifiableSortedMap(roles);
  }

  SortedMap<Slug, SortedMap<SubjectName, Line>> lines() {
    return Collections.unmodifiableSortedMap(lines);
  }

  /** A role without holders. */
  RoleFiles create(String slug, String... capabilities) {
    return create(slug, List.of(capabilities).stream().map(RoleFiles::id).toList());
  }

  private RoleFiles create(String slug, Collection<CapabilityId> capabilities) {
    roles.put(new Slug(slug), new RoleDefinition(new Slug(slug), slug, "", capabilities));
    lines.put(new Slug(slug), new TreeMap<>());
    return this;
  }

  /** A role with the capabilities and holders of another one, which is retired. */
  RoleFiles rename(String slug, String to) {
    create(to, role(slug).capabilities());
    lines.put(new Slug(to), holders(slug));
    return retire(slug);
  }

  RoleFiles retire(String slug) {
    roles.remove(new Slug(slug));
    lines.remove(new Slug(slug));
    retired.add(new Slug(slug));
    return this;
  }

  RoleFiles give(String role, SubjectName... subjects) {
    return give(role, List.of(subjects));
  }

  RoleFiles give(String role, Collection<SubjectName> subjects) {
    subjects.forEach(subject -> holders(role).put(subject, new Line(null)));
    return this;
  }

  /** Until this instant, whether they hold it already or not. */
  RoleFiles giveUntil(Instant end, String role, SubjectName... subjects) {
    List.of(subjects).forEach(subject -> holders(role).put(subject, new Line(end)));
    return this;
  }

  /**
   * Deletes these lines.
   *
   * @throws IllegalArgumentException where one of them is not there: the test is wrong
   */
  RoleFiles take(String role, SubjectName... subjects) {
    for (SubjectName subject : subjects) {
      if (holders(role).remove(subject) == null) {
        throw new IllegalArgumentException(subject + " does not hold " + role);
      }
    }
    return this;
  }

  /** Deletes every line of these people, wherever one is. */
  RoleFiles forget(SubjectName subject) {
    lines.values().forEach(all -> all.remove(subject));
    return this;
  }

  /** Deletes all lines of a role but the first. */
  RoleFiles cut(String role) {
    holders(role).keySet().retainAll(List.of(holders(role).firstKey()));
    return this;
  }

  /** In how many roles this subject has a line. */
  long roles(SubjectName subject) {
    return lines.values().stream().filter(all -> all.containsKey(subject)).count();
  }

  RoleFiles widen(String role, String capability) {
    var more = new TreeSet<>(role(role).capabilities());
    more.add(id(capability));
    return define(role, role(role).description(), more);
  }

  RoleFiles describe(String role, String description) {
    return define(role, description, role(role).capabilities());
  }

  private RoleFiles define(String role, String description, Collection<CapabilityId> capabilities) {
    var slug = new Slug(role);
    roles.put(slug, new RoleDefinition(slug, role(role).name(), description, capabilities));
    return this;
  }

  private RoleDefinition role(String slug) {
    return requireNonNull(roles.get(new Slug(slug)));
  }

  private SortedMap<SubjectName, Line> holders(String role) {
    return lines.computeIfAbsent(new Slug(role), _ -> new TreeMap<>());
  }

  private static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  /** What these documents ask of the tenant. */
  DesiredState state() {
    var desired = new TreeMap<Slug, DesiredRole>();
    roles.forEach((slug, role) -> desired.put(slug, desired(role)));
    var holdings = new TreeMap<Slug, DesiredHolding>();
    lines.forEach((slug, all) -> holdings.put(slug, holding(slug, all)));
    var tombstones = new TreeMap<Slug, Tombstone.OfRole>();
    for (Slug slug : retired) {
      var at = new SourceRef("retired/" + slug + ".yaml", 1, 1);
      var day = LocalDate.parse("2026-11-23");
      tombstones.put(slug, new Tombstone.OfRole(slug, day, "nobody needs it", null, at));
    }
    return new DesiredState(
        "production",
        new TreeMap<>(),
        desired,
        holdings,
        tombstones,
        new TreeMap<>(),
        new TreeSet<>(),
        Uncounted.nothing());
  }

  private static DesiredRole desired(RoleDefinition role) {
    String file = "roles/" + role.slug() + ".yaml";
    var capabilities = new TreeMap<CapabilityId, SourceRef>();
    for (CapabilityId id : role.capabilities()) {
      capabilities.put(id, new SourceRef(file, 8 + capabilities.size(), 5));
    }
    return new DesiredRole(
        role.slug(),
        new Sourced<>(role.name(), new SourceRef(file, 5, 9)),
        new Sourced<>(role.description(), new SourceRef(file, 6, 16)),
        capabilities,
        new SourceRef(file, 4, 9));
  }

  private static DesiredHolding holding(Slug slug, SortedMap<SubjectName, Line> all) {
    String file = "assignments/" + slug + ".yaml";
    int first = 6;
    var assignments =
        all.entrySet().stream()
            .map(line ->
                new DesiredAssignment(
                    line.getKey(),
                    null,
                    line.getValue().expires(),
                    null,
                    new SourceRef(file, first + all.headMap(line.getKey()).size(), 7)))
            .toList();
    return new DesiredHolding(slug, Manage.DEFAULT, assignments);
  }
}
