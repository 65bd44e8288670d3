package dev.rolecall.diff;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the changes of a comparison show already. */
final class Covered {
  private final Set<Slug> wholeRoles = new HashSet<>();
  private final Set<Grant> holders = new HashSet<>();
  private final Set<Slug> names = new HashSet<>();
  private final Set<Slug> descriptions = new HashSet<>();
  private final Map<Slug, Set<CapabilityId>> contents = new HashMap<>();
  private final Set<CapabilityId> capabilities = new HashSet<>();

  Covered(Collection<Change> changes) {
    changes.forEach(this::add);
  }

  private void add(Change change) {
    switch (change) {
      case Change.CapabilityCreated c -> capabilities.add(c.after().id());
      case Change.CapabilityEdited c -> capabilities.add(c.after().id());
      case Change.CapabilityRemoved c -> capabilities.add(c.before().id());
      case Change.RoleCreated c -> wholeRoles.add(c.after().slug());
      case Change.RoleTextEdited c -> {
        switch (c.text()) {
          case NAME -> names.add(c.role());
          case DESCRIPTION -> descriptions.add(c.role());
        }
      }
      case Change.RoleCapabilityAdded c -> contents(c.role()).add(c.capability());
      case Change.RoleCapabilityRemoved c -> contents(c.role()).add(c.capability());
      case Change.RoleRetired c -> wholeRoles.add(c.before().slug());
      case Change.AssignmentAdded c -> holders.add(new Grant(c.role(), c.subject().identity()));
      case Change.AssignmentRemoved c -> holders.add(new Grant(c.role(), c.subject().identity()));
    }
  }

  /** Whether the role is created or retired. */
  boolean whole(Slug role) {
    return wholeRoles.contains(role);
  }

  boolean holder(Grant grant) {
    return holders.contains(grant);
  }

  boolean name(Slug role) {
    return whole(role) || names.contains(role);
  }

  boolean description(Slug role) {
    return whole(role) || descriptions.contains(role);
  }

  /** Whether the role gains or loses it. */
  boolean content(Slug role, CapabilityId capability) {
    return whole(role) || contents(role).contains(capability);
  }

  private Set<CapabilityId> contents(Slug role) {
    return contents.computeIfAbsent(role, _ -> new HashSet<>());
  }

  boolean capability(CapabilityId id) {
    return capabilities.contains(id);
  }
}
