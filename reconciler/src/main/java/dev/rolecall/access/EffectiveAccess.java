package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What roles give and subjects hold in one state, roles in roles followed to the end, circles
 * included. Knows no more than the live state has read: of a role whose users were not asked for,
 * no user. A live state has no memberships, so what a group holds is the group's alone.
 *
 * <p>Remembers each role that it was asked about; not for use by two threads at once.
 */
public final class EffectiveAccess {
  private final State state;
  private final TenantFeatures features;
  private final Items items;
  private final Map<Slug, Access> known = new HashMap<>();
  private @Nullable Map<CapabilityId, Set<Slug>> containers;

  private EffectiveAccess(State state, TenantFeatures features) {
    this.state = state;
    this.features = features;
    this.items = new Items(state, features);
  }

  /** In this state. Costs nothing until asked. */
  public static EffectiveAccess of(LiveState live, TenantFeatures features) {
    return new EffectiveAccess(new State.Live(live), features);
  }

  /**
   * When all of these changes are made, whatever their order; costs as much as there are changes. A
   * role that is retired and a capability that is removed are then nowhere: neither held nor in any
   * role.
   */
  public EffectiveAccess after(Collection<Change> changes) {
    return new EffectiveAccess(new AfterChanges(state, changes, features), features);
  }

  /** The role itself and what it contains at any depth; a role that is gone gives nothing. */
  public Access ofRole(Slug role) {
    Access found = known.get(role);
    if (found == null) {
      var closing = new Closing();
      closing.meet(role);
      found = closing.close();
      known.put(role, found);
    }
    return found;
  }

  /** The same of a capability, which where roles contain roles can be one. */
  public Access ofCapability(CapabilityId capability) {
    var closing = new Closing();
    closing.meet(capability);
    return closing.close();
  }

  /** What each of these subjects holds; an entry for each. One pass over all holders. */
  public Map<SubjectId, Access> ofSubjects(Set<SubjectId> subjects) {
    Map<SubjectId, Set<Slug>> direct = HashMap.newHashMap(subjects.size());
    subjects.forEach(subject -> direct.put(subject, new HashSet<>()));
    state.holdings(
        subjects,
        (subject, role) -> direct.computeIfAbsent(subject, _ -> new HashSet<>()).add(role));
    var ofSame = new HashMap<Set<Slug>, Access>();
    Map<SubjectId, Access> held = HashMap.newHashMap(subjects.size());
    direct.forEach(
        (subject, roles) -> held.put(subject, ofSame.computeIfAbsent(roles, this::ofRoles)));
    return held;
  }

  private Access ofRoles(Set<Slug> roles) {
    if (roles.size() == 1) {
      return ofRole(roles.iterator().next());
    }
    var closing = new Closing();
    roles.forEach(closing::meet);
    return closing.close();
  }

  /** The roles that contain this capability directly; sorted. */
  public Set<Slug> containing(CapabilityId capability) {
    return new TreeSet<>(containers().getOrDefault(capability, Set.of()));
  }

  /** These roles and all that contain one of them, at any depth. */
  public Set<Slug> above(Collection<Slug> roles) {
    var above = new HashSet<>(roles);
    if (features.roleArea() == null) {
      return above;
    }
    var open = new ArrayDeque<>(above);
    while (!open.isEmpty()) {
      Slug role = open.pop();
      var as = new HashSet<>(items.heldDirectly(role));
      features.asCapability(role).ifPresent(as::add);
      for (CapabilityId id : as) {
        for (Slug container : containers().getOrDefault(id, Set.of())) {
          if (above.add(container)) {
            open.push(container);
          }
        }
      }
    }
    return above;
  }

  private Map<CapabilityId, Set<Slug>> containers() {
    if (containers == null) {
      var index = new HashMap<CapabilityId, Set<Slug>>();
      for (Slug role : state.roles()) {
        for (CapabilityId id : state.contents(role)) {
          index.computeIfAbsent(id, _ -> new HashSet<>()).add(role);
        }
      }
      containers = index;
    }
    return containers;
  }

  /** One walk to the end; what was closed before is taken as it is. */
  private final class Closing {
    private final Gathering met = new Gathering();
    private final Set<Slug> seen = new HashSet<>();
    private final Deque<Slug> open = new ArrayDeque<>();

    void meet(Slug role) {
      if (!state.isGone(role)) {
        var capabilities = items.heldDirectly(role);
        if (capabilities.isEmpty()) {
          met.roles.add(role);
        }
        capabilities.forEach(this::meet);
        enter(role);
      }
    }

    void meet(CapabilityId capability) {
      if (state.isGone(capability)) {
        return;
      }
      var role = features.asRole(capability);
      if (role.isPresent()) {
        meet(role.get());
      } else if (met.capabilities.add(capability)) {
        features.heldAs(capability).ifPresent(this::enter);
      }
    }

    private void enter(Slug role) {
      if (seen.add(role)) {
        open.push(role);
      }
    }

    Access close() {
      while (!open.isEmpty()) {
        Slug role = open.pop();
        Access closed = known.get(role);
        if (closed != null) {
          met.add(closed);
          seen.addAll(closed.roles());
        } else {
          state.contents(role).forEach(this::meet);
        }
      }
      return met.access();
    }
  }
}
