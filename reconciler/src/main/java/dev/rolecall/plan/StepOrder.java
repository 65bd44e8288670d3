package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each change its level and the changes that it must wait for. The usual order adds before it
 * removes; a removal comes first where otherwise somebody would hold in passing what they hold
 * neither before nor after ({@link RemovalsFirst}), and then what it waits for comes first too.
 *
 * <p>What a subject holds over roles whose users were not read is not known here: that makes the
 * order more careful than it need be, never less.
 */
final class StepOrder {
  private final Collection<Change> changes;
  private final TenantFeatures features;
  // By identity: to hash a change is to hash all that it says.
  private final IdentityHashMap<Change, List<Change>> dependsOn = new IdentityHashMap<>();
  private final Set<Change> first = Collections.newSetFromMap(new IdentityHashMap<>());

  StepOrder(Collection<Change> changes, LiveState live, TenantFeatures features) {
    this.changes = changes;
    this.features = features;
    waitForCreation();
    waitForRelease();
    removeFirst(live);
  }

  Level level(Change change) {
    if (first.contains(change)) {
      return Level.REMOVE_FIRST;
    }
    return switch (change) {
      case Change.CapabilityCreated _ -> Level.CREATE_CAPABILITIES;
      case Change.RoleCreated _ -> Level.CREATE_ROLES;
      case Change.RoleCapabilityAdded _ -> Level.ADD_CAPABILITIES;
      case Change.CapabilityEdited _, Change.RoleTextEdited _ -> Level.EDIT_TEXTS;
      case Change.AssignmentAdded _ -> Level.ADD_ASSIGNMENTS;
      case Change.AssignmentRemoved _ -> Level.REMOVE_ASSIGNMENTS;
      case Change.RoleCapabilityRemoved _ -> Level.REMOVE_CAPABILITIES_FROM_ROLES;
      case Change.RoleRetired _ -> Level.RETIRE_ROLES;
      case Change.CapabilityRemoved _ -> Level.REMOVE_CAPABILITIES;
    };
  }

  List<Change> dependsOn(Change change) {
    return dependsOn.getOrDefault(change, List.of());
  }

  private void removeFirst(LiveState live) {
    RemovalsFirst.find(
        changes,
        live,
        features,
        (addition, removal) -> {
          wait(addition, removal);
          putFirst(removal);
        });
  }

  private void putFirst(Change removal) {
    var open = new ArrayDeque<>(List.of(removal));
    while (!open.isEmpty()) {
      Change next = open.pop();
      if (first.add(next)) {
        dependsOn(next).forEach(open::push);
      }
    }
  }

  /** How many changes must be made before it in its own level, one after the other; mostly 0. */
  int rank(Change change) {
    return first.contains(change)
        ? dependsOn(change).stream().mapToInt(before -> 1 + rank(before)).max().orElse(0)
        : 0;
  }

  /** What needs a new role or a new capability waits for it. */
  private void waitForCreation() {
    var capabilities = new HashMap<CapabilityId, Change>();
    var roles = new HashMap<Slug, Change>();
    for (Change change : changes) {
      if (change instanceof Change.CapabilityCreated created) {
        capabilities.put(created.after().id(), created);
        features.heldAs(created.after().id()).ifPresent(role -> roles.put(role, created));
      } else if (change instanceof Change.RoleCreated created) {
        roles.put(created.after().slug(), created);
        features
            .asCapability(created.after().slug())
            .ifPresent(capability -> capabilities.put(capability, created));
      }
    }
    for (Change change : changes) {
      if (change instanceof Change.RoleCreated created) {
        created.after().capabilities().forEach(c -> waitIfThere(created, capabilities.get(c)));
      } else if (change instanceof Change.RoleCapabilityAdded added) {
        waitIfThere(added, capabilities.get(added.capability()));
        if (!features.asRole(added.capability()).equals(Optional.of(added.role()))) {
          waitIfThere(added, roles.get(added.role()));
        }
      } else if (change instanceof Change.AssignmentAdded added) {
        waitIfThere(added, roles.get(added.role()));
      }
    }
  }

  /**
   * A capability is removed only after every role has let go of it, and a role that others contain
   * is retired only then; roles that are retired together may contain each other.
   */
  private void waitForRelease() {
    var losses = new HashMap<CapabilityId, List<Change>>();
    var retiring = new HashMap<CapabilityId, List<Change>>();
    var leaving = new HashMap<Slug, List<Change>>();
    for (Change change : changes) {
      if (change instanceof Change.RoleCapabilityRemoved loss) {
        put(losses, loss.capability(), loss);
      } else if (change instanceof Change.RoleRetired retired) {
        retired.before().capabilities().forEach(id -> put(retiring, id, retired));
      } else if (change instanceof Change.AssignmentRemoved leave) {
        put(leaving, leave.role(), leave);
      }
    }
    for (Change change : changes) {
      if (change instanceof Change.CapabilityRemoved removed) {
        CapabilityId id = removed.before().id();
        waitForAll(removed, losses.get(id));
        features.heldAs(id).ifPresent(role -> waitForAll(removed, leaving.get(role)));
        waitForAll(removed, retiring.get(id));
      } else if (change instanceof Change.RoleRetired retired) {
        features
            .asCapability(retired.before().slug())
            .ifPresent(id -> waitForAll(retired, losses.get(id)));
      }
    }
  }

  private void waitForAll(Change change, @Nullable List<Change> all) {
    if (all != null) {
      all.forEach(before -> wait(change, before));
    }
  }

  private void waitIfThere(Change change, @Nullable Change before) {
    if (before != null) {
      wait(change, before);
    }
  }

  private void wait(Change change, Change before) {
    put(dependsOn, change, before);
  }

  private static <K> void put(Map<K, List<Change>> changes, K key, Change change) {
    changes.computeIfAbsent(key, _ -> new ArrayList<>()).add(change);
  }
}
