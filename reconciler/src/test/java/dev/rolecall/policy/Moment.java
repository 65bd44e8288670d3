package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who has what between two steps of a run, without roles in roles; slow and plain, to judge by. */
record Moment(
    Map<Slug, Set<CapabilityId>> contents,
    Map<Slug, Set<Subject>> holders,
    Map<String, List<String>> members) {

  static Moment of(LiveState live, Map<String, List<String>> members) {
    var contents = new HashMap<Slug, Set<CapabilityId>>();
    live.roles().forEach((slug, role) -> contents.put(slug, role.definition().capabilities()));
    var holders = new HashMap<Slug, Set<Subject>>();
    live.holders().forEach((slug, all) -> holders.put(slug, new HashSet<>(all)));
    return new Moment(contents, holders, members);
  }

  Moment after(Iterable<Change> changes) {
    var inside = new HashMap<Slug, Set<CapabilityId>>();
    contents.forEach((slug, all) -> inside.put(slug, new HashSet<>(all)));
    var held = new HashMap<Slug, Set<Subject>>();
    holders.forEach((slug, all) -> held.put(slug, new HashSet<>(all)));
    for (Change change : changes) {
      switch (change) {
        case Change.RoleCapabilityAdded c -> in(inside, c.role()).add(c.capability());
        case Change.RoleCapabilityRemoved c -> in(inside, c.role()).remove(c.capability());
        case Change.AssignmentAdded c -> in(held, c.role()).add(c.subject());
        case Change.AssignmentRemoved c -> in(held, c.role()).remove(c.subject());
        case Change.RoleCreated c -> in(inside, c.role()).addAll(c.after().capabilities());
        case Change.RoleRetired c -> {
          inside.remove(c.role());
          held.remove(c.role());
        }
        case Change.OfCapability _, Change.RoleTextEdited _ -> {}
      }
    }
    return new Moment(inside, held, members);
  }

  private static <T> Set<T> in(Map<Slug, Set<T>> map, Slug role) {
    return map.computeIfAbsent(role, _ -> new HashSet<>());
  }

  /** The users who have any of these. */
  Set<String> with(Iterable<Holdable> items) {
    var found = new TreeSet<String>();
    for (Holdable item : items) {
      holders.forEach((role, subjects) -> {
        boolean gives =
            switch (item) {
              case Holdable.OfRole(Slug slug) -> slug.equals(role);
              case Holdable.OfCapability(CapabilityId id) ->
                  contents.getOrDefault(role, Set.of()).contains(id);
            };
        if (gives) {
          subjects.forEach(subject -> add(subject, found));
        }
      });
    }
    return found;
  }

  private void add(Subject subject, Set<String> to) {
    if (subject.kind() == SubjectKind.USER) {
      to.add(subject.id());
    } else {
      to.addAll(members.getOrDefault(subject.id(), List.of()));
    }
  }

  /** The users who have something of both sides. */
  Set<String> both(Separation policy) {
    Set<String> both = with(policy.one().items());
    both.retainAll(with(policy.other().items()));
    return both;
  }
}
