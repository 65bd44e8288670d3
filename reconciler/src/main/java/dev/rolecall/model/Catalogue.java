package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The committed copy of what a tenant ships with: all capabilities and the system roles. */
public record Catalogue(
    String tenant,
    SortedMap<CapabilityId, Capability> capabilities,
    SortedMap<Slug, RoleDefinition> systemRoles) {
  public Catalogue {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    systemRoles = Collections.unmodifiableSortedMap(new TreeMap<>(systemRoles));
  }
}
