package dev.rolecall.access;

import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up over holders and members what comes to each person, and counts. */
final class ImpactTally {
  private static final Comparator<Shift> LARGEST_FIRST =
      Comparator.comparingInt((Shift shift) -> -shift.people().size())
          .thenComparing(shift -> shift.people().getFirst());

  private final Touched touched;
  private final People people;
  private final Paths.Pool pool;
  private final Map<SubjectId, Held> holders = new HashMap<>();
  private final Set<Subject> unread = new TreeSet<>();

  /** A subject by the name that was met first, and what comes to it. */
  private record Held(Subject subject, Paths.Union paths) {}

  ImpactTally(Touched touched, People people, Paths.Pool pool) {
    this.touched = touched;
    this.people = people;
    this.pool = pool;
  }

  /** What comes over one path to a direct holder, and to whoever is in it. */
  void add(Subject holder, Paths path) {
    add(holders, holder, path);
  }

  private static void add(Map<SubjectId, Held> to, Subject subject, Paths path) {
    Held known = to.get(subject.identity());
    if (known == null) {
      to.put(subject.identity(), new Held(subject, new Paths.Union(path)));
    } else {
      known.paths().add(path);
    }
  }

  /** People with the same paths together. */
  private Map<Paths, List<Person>> same() {
    var same = new HashMap<Paths, List<Person>>();
    persons()
        .values()
        .forEach(held ->
            same.computeIfAbsent(held.paths().in(pool), _ -> new ArrayList<>())
                .add(people.person(held.subject())));
    return same;
  }

  List<Together> together(List<Separation> policies) {
    List<Watched> watched = policies.stream().map(policy -> new Watched(policy, touched)).toList();
    same().forEach((paths, persons) -> watched.forEach(one -> one.meet(paths, persons)));
    return watched.stream().map(Watched::together).toList();
  }

  List<Succession> successions(List<Succeeded> succeeded) {
    same().forEach((paths, persons) -> succeeded.forEach(one -> one.meet(paths, persons)));
    return succeeded.stream().map(Succeeded::succession).toList();
  }

  Impact impact() {
    Map<Paths, List<Person>> same = same();
    var moved = new HashMap<Moved, List<Person>>();
    var before = new int[touched.size()];
    var after = new int[touched.size()];
    same.forEach((paths, persons) -> {
      int counted = (int) persons.stream().filter(Person::counts).count();
      paths.before().stream().forEach(item -> before[item] += counted);
      paths.after().stream().forEach(item -> after[item] += counted);
      var what = new Moved(paths.gained(), paths.lost(), paths.kept());
      if (!what.isNothing()) {
        moved.computeIfAbsent(what, _ -> new ArrayList<>()).addAll(persons);
      }
    });
    return impact(moved, before, after);
  }

  /** Everybody who holds something, directly or in a group. */
  private Map<SubjectId, Held> persons() {
    var persons = new HashMap<SubjectId, Held>();
    for (Held holder : holders.values()) {
      switch (holder.subject().kind()) {
        case USER -> add(persons, holder.subject(), holder.paths().in(pool));
        case GROUP -> addMembers(holder, persons);
      }
    }
    return persons;
  }

  private void addMembers(Held group, Map<SubjectId, Held> persons) {
    String id = group.subject().id();
    if (people.unread().contains(id)) {
      unread.add(group.subject());
    }
    Paths paths = group.paths().in(pool);
    for (Subject member : people.members().getOrDefault(id, List.of())) {
      add(persons, member, paths);
    }
  }

  private record Moved(BitSet gained, BitSet lost, BitSet kept) {
    boolean isNothing() {
      return gained.isEmpty() && lost.isEmpty() && kept.isEmpty();
    }
  }

  private Impact impact(Map<Moved, List<Person>> moved, int[] before, int[] after) {
    var changing = new BitSet();
    var shifts = new ArrayList<Shift>();
    moved.forEach((what, persons) -> {
      changing.or(what.gained());
      changing.or(what.lost());
      persons.sort(null);
      shifts.add(
          new Shift(
              touched.access(what.gained()),
              touched.access(what.lost()),
              touched.access(what.kept()),
              persons));
    });
    shifts.sort(LARGEST_FIRST);
    SortedMap<Slug, Reach> roles = new TreeMap<>();
    SortedMap<CapabilityId, Reach> capabilities = new TreeMap<>();
    changing.stream()
        .forEach(
            item -> touched.put(item, new Reach(before[item], after[item]), roles, capabilities));
    return new Impact(shifts, roles, capabilities, List.copyOf(unread));
  }
}
