package dev.rolecall.access;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who has some things in a state, effectively: first which groups and roles have to be known for
 * it, then, with the people behind them, which of the things each user has. Linear in holders and
 * members.
 */
public final class HeldItems {
  private final LiveState live;

  /** What of it a role gives, of the roles that give any. */
  private final Map<Slug, List<Holdable>> giving = new TreeMap<>();

  private HeldItems(LiveState live) {
    this.live = live;
  }

  /** Of these things. */
  public static HeldItems of(LiveState live, TenantFeatures features, Collection<Holdable> things) {
    var held = new HeldItems(live);
    var access = EffectiveAccess.of(live, features);
    for (Slug role : live.roles().keySet()) {
      Access given = access.ofRole(role);
      List<Holdable> some = things.stream().filter(given::has).toList();
      if (!some.isEmpty()) {
        held.giving.put(role, some);
      }
    }
    return held;
  }

  /** The live roles whose users matter. */
  public Set<Slug> roles() {
    return Collections.unmodifiableSet(giving.keySet());
  }

  /** The ids of the groups whose members matter. */
  public Set<String> groups() {
    var groups = new TreeSet<String>();
    for (Slug role : giving.keySet()) {
      live.holders(role, SubjectKind.GROUP).forEach(group -> groups.add(group.id()));
    }
    return groups;
  }

  /** By id of a user, which of the things it has; of a group that was not read, nobody has any. */
  public Map<String, Set<Holdable>> byUser(People people) {
    var found = new HashMap<String, Set<Holdable>>();
    giving.forEach((role, things) -> {
      for (Subject holder : people.holders(role, live)) {
        for (Subject user : people.behind(holder)) {
          found.computeIfAbsent(user.id(), _ -> new TreeSet<>()).addAll(things);
        }
      }
    });
    return found;
  }
}
