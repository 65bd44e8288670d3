package dev.rolecall.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a role is: its texts and capabilities, without its holders. */
public record RoleDefinition(
    Slug slug, String name, String description, SortedSet<CapabilityId> capabilities) {
  public RoleDefinition {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  public RoleDefinition(
      Slug slug, String name, String description, Collection<CapabilityId> capabilities) {
    this(slug, name, description, new TreeSet<>(capabilities));
  }
}
