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
  private final Set<Grant> notStarted = new HashSet<>();
  private final Set<Slug> names = new HashSet<>();
  private final Set<Slug> descriptions = new HashSet<>();
  private final Map<Slug, Set<CapabilityId>> contents = new HashMap<>();
  private final Set<CapabilityId> capabilities = new HashSet<>();
  private final Set<Slug> drained = new HashSet<>();

  Covered(Collection<Change> changes) {
    changes.forEach(this::add);
  }

  private void add(Change change) {
    switch (change) {
      case Change.OfCapability c -> capabilities.add(c.id());
      case Change.RoleCreated c -> wholeRoles.add(c.role());
      case Change.RoleTextEdited c -> {
        switch (c.text()) {
          case NAME -> names.add(c.role());
          case DESCRIPTION -> descriptions.add(c.role());
        }
      }
      case Change.RoleCapabilityAdded c -> contents(c.role()).add(c.capability());
      case Change.RoleCapabilityRemoved c -> contents(c.role()).add(c.capability());
      case Change.RoleRetired c -> wholeRoles.add(c.role());
      case Change.OfHolder c -> {
        holders.add(c.grant());
        if (c instanceof Change.AssignmentRemoved removed && removed.drain() != null) {
          drained.add(c.role());
        }
        if (c instanceof Change.AssignmentRemoved removed
            && removed.why() == Change.RemovalReason.NOT_STARTED) {
          notStarted.add(c.grant());
        }
      }
    }
  }

  /** Whether the role is created or retired. */
  boolean whole(Slug role) {
    return wholeRoles.contains(role);
  }

  /** Whether holders leave because a tombstone empties it, which shows its day. */
  boolean drained(Slug role) {
    return drained.contains(role);
  }

  boolean holder(Grant grant) {
    return holders.contains(grant);
  }

  /** Whether its dates show with it; that a holder leaves until a line begins says none. */
  boolean dates(Grant grant) {
    return holders.contains(grant) && !notStarted.contains(grant);
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
