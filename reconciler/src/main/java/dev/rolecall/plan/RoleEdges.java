package dev.rolecall.plan;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What roles come to contain and cease to contain, by role. Left out are new roles, which nobody
 * holds yet, and retired ones, which nobody holds afterwards.
 */
final class RoleEdges {
  /** One thing that a role comes to contain, or ceases to, with that change. */
  record Edge(Slug role, CapabilityId capability, Change change) {}

  private final Map<Slug, List<Edge>> gains = new HashMap<>();
  private final Map<Slug, List<Edge>> losses = new HashMap<>();

  RoleEdges(Collection<Change> changes, EffectiveAccess before, TenantFeatures features) {
    var created = new HashSet<Slug>();
    var retired = new HashSet<Slug>();
    var deleted = new HashMap<CapabilityId, Change>();
    for (Change change : changes) {
      switch (change) {
        case Change.RoleCapabilityAdded c -> add(gains, c.role(), c.capability(), c);
        case Change.RoleCapabilityRemoved c -> add(losses, c.role(), c.capability(), c);
        case Change.RoleCreated c -> created.add(c.role());
        case Change.RoleRetired c -> {
          retired.add(c.role());
          features.asCapability(c.role()).ifPresent(id -> deleted.put(id, c));
        }
        case Change.CapabilityRemoved c -> deleted.put(c.id(), c);
        case Change.OfCapability _, Change.RoleTextEdited _, Change.OfHolder _ -> {}
      }
    }
    deleted.forEach((id, change) -> addImplied(before.containing(id), id, change));
    gains.keySet().removeAll(created);
    losses.keySet().removeAll(retired);
  }

  /** A role that nobody edits still ceases to contain what is deleted. */
  private void addImplied(Set<Slug> containers, CapabilityId id, Change change) {
    for (Slug container : containers) {
      boolean explicit =
          losses.getOrDefault(container, List.of()).stream()
              .anyMatch(loss -> loss.capability().equals(id));
      if (!explicit) {
        add(losses, container, id, change);
      }
    }
  }

  private static void add(
      Map<Slug, List<Edge>> edges, Slug role, CapabilityId capability, Change change) {
    edges.computeIfAbsent(role, _ -> new ArrayList<>()).add(new Edge(role, capability, change));
  }

  boolean isEmpty() {
    return gains.isEmpty() && losses.isEmpty();
  }

  Map<Slug, List<Edge>> gains() {
    return gains;
  }

  Map<Slug, List<Edge>> losses() {
    return losses;
  }
}
