package dev.rolecall.plan;

import static java.util.stream.Collectors.groupingBy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives each change its level and the changes that it must wait for. The usual order adds before it
 * removes; a removal comes first where otherwise a subject would hold in passing what it holds
 * neither before nor after:
 *
 * <ul>
 *   <li>a subject leaves a role that gains a capability: it leaves first;
 *   <li>a subject joins a role that loses a capability: the role loses it first.
 * </ul>
 *
 * <p>What a subject holds over roles whose users were not read is not known here: that makes the
 * order more careful than it need be, never less.
 */
final class Order {
  private final Collection<Change> changes;
  private final TenantFeatures features;
  private final Map<Slug, List<Change.RoleCapabilityAdded>> gaining;
  private final Map<Slug, List<Change.RoleCapabilityRemoved>> losing;
  private final Map<Slug, List<Change.AssignmentAdded>> joining;
  private final Map<Slug, List<Change.AssignmentRemoved>> leaving;
  private final Map<Change, List<Change>> waitsFor = new HashMap<>();
  private final Set<Change> first = new HashSet<>();

  Order(Collection<Change> changes, LiveState live, TenantFeatures features) {
    this.changes = changes;
    this.features = features;
    gaining = byRole(Change.RoleCapabilityAdded.class, Change.RoleCapabilityAdded::role);
    losing = byRole(Change.RoleCapabilityRemoved.class, Change.RoleCapabilityRemoved::role);
    joining = byRole(Change.AssignmentAdded.class, Change.AssignmentAdded::role);
    leaving = byRole(Change.AssignmentRemoved.class, Change.AssignmentRemoved::role);
    removeFirst(live);
    waitForCreation();
    waitForRelease();
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

  List<Change> waitsFor(Change change) {
    return waitsFor.getOrDefault(change, List.of());
  }

  private void removeFirst(LiveState live) {
    var inQuestion = new HashSet<String>();
    gaining.keySet().forEach(r -> leaving(r).forEach(l -> inQuestion.add(l.subject().id())));
    losing.keySet().forEach(r -> joining(r).forEach(j -> inQuestion.add(j.subject().id())));
    if (inQuestion.isEmpty()) {
      return;
    }
    var subjects = new Subjects(live, changes, inQuestion);
    gaining.values().stream()
        .flatMap(List::stream)
        .forEach(gain -> {
          for (Change.AssignmentRemoved leave : leaving(gain.role())) {
            if (!subjects.holdBeforeOrAfter(leave.subject().id(), gain.capability())) {
              first.add(leave);
              wait(gain, leave);
            }
          }
        });
    losing.values().stream()
        .flatMap(List::stream)
        .forEach(loss -> {
          for (Change.AssignmentAdded join : joining(loss.role())) {
            if (!subjects.holdBeforeOrAfter(join.subject().id(), loss.capability())) {
              first.add(loss);
              wait(join, loss);
            }
          }
        });
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
    for (Change change : changes) {
      if (change instanceof Change.CapabilityRemoved removed) {
        CapabilityId id = removed.before().id();
        waitForLosses(removed, id);
        features
            .heldAs(id)
            .ifPresent(
                role -> leaving.getOrDefault(role, List.of()).forEach(l -> wait(removed, l)));
        changes.stream()
            .filter(
                c -> c instanceof Change.RoleRetired r && r.before().capabilities().contains(id))
            .forEach(retired -> wait(removed, retired));
      } else if (change instanceof Change.RoleRetired retired) {
        features.asCapability(retired.before().slug()).ifPresent(id -> waitForLosses(retired, id));
      }
    }
  }

  private void waitForLosses(Change change, CapabilityId id) {
    losing.values().stream()
        .flatMap(List::stream)
        .filter(loss -> loss.capability().equals(id))
        .forEach(loss -> wait(change, loss));
  }

  private List<Change.AssignmentRemoved> leaving(Slug role) {
    return leaving.getOrDefault(role, List.of());
  }

  private List<Change.AssignmentAdded> joining(Slug role) {
    return joining.getOrDefault(role, List.of());
  }

  private void waitIfThere(Change change, @Nullable Change before) {
    if (before != null) {
      wait(change, before);
    }
  }

  private void wait(Change change, Change before) {
    waitsFor.computeIfAbsent(change, _ -> new ArrayList<>()).add(before);
  }

  private <C extends Change> Map<Slug, List<C>> byRole(Class<C> type, Function<C, Slug> role) {
    return changes.stream().filter(type::isInstance).map(type::cast).collect(groupingBy(role));
  }
}
