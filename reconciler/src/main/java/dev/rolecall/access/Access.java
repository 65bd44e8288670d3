package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Roles and capabilities that come together, nothing twice: where roles contain roles, a role is
 * among the roles however it came, and what people can hold without a role is among the
 * capabilities alone. A role that bundles no capability is access too.
 */
public record Access(SortedSet<Slug> roles, SortedSet<CapabilityId> capabilities) {
  /** None at all. */
  public static final Access NONE = new Access(Set.of(), Set.of());

  public Access {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  Access(Collection<Slug> roles, Collection<CapabilityId> capabilities) {
    this(new TreeSet<>(roles), new TreeSet<>(capabilities));
  }

  /** Whether it is none at all. */
  public boolean isNothing() {
    return roles.isEmpty() && capabilities.isEmpty();
  }

  /** Whether it is among it. */
  public boolean has(Holdable item) {
    return switch (item) {
      case Holdable.OfRole(Slug role) -> roles.contains(role);
      case Holdable.OfCapability(CapabilityId id) -> capabilities.contains(id);
    };
  }

  /** Both together. */
  public Access with(Access other) {
    if (covers(other)) {
      return this;
    }
    var together = new Gathering();
    together.add(this);
    together.add(other);
    return together.access();
  }

  /** What of it is in the other too. */
  public Access within(Access other) {
    var both = new Gathering();
    roles.stream().filter(role -> other.roles.contains(role)).forEach(both.roles::add);
    capabilities.stream()
        .filter(id -> other.capabilities.contains(id))
        .forEach(both.capabilities::add);
    return both.access();
  }

  /** Whether the other adds nothing to this. */
  public boolean covers(Access other) {
    return roles.containsAll(other.roles) && capabilities.containsAll(other.capabilities);
  }
}
