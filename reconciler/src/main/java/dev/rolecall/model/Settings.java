package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code rolecall.yaml}: the tenants by name.
 *
 * @param guards what it says of each guard, as one line of YAML, to tell two settings apart; what
 *     that means for a tenant is {@link TenantSettings#guards}
 */
public record Settings(
    SortedMap<String, TenantSettings> tenants, SortedMap<String, String> guards) {
  public Settings {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    guards = Collections.unmodifiableSortedMap(new TreeMap<>(guards));
  }

  /** With every guard as the provider has it. */
  public Settings(SortedMap<String, TenantSettings> tenants) {
    this(tenants, new TreeMap<>());
  }
}
