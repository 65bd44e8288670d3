package dev.rolecall.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Some roles and tenant-defined capabilities of a tenant, by what names them. */
public record DefinitionIds(SortedSet<Slug> roles, SortedSet<CapabilityId> capabilities) {
  private static final DefinitionIds NONE = new DefinitionIds(new TreeSet<>(), new TreeSet<>());

  public DefinitionIds {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  public static DefinitionIds none() {
    return NONE;
  }

  public boolean isEmpty() {
    return roles.isEmpty() && capabilities.isEmpty();
  }

  /** These and the others. */
  public DefinitionIds and(DefinitionIds others) {
    return new DefinitionIds(
        union(roles, others.roles()), union(capabilities, others.capabilities()));
  }

  private static <T extends Comparable<T>> SortedSet<T> union(
      Collection<T> one, Collection<T> other) {
    var both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }
}
