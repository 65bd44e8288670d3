package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code rolecall.yaml}: the tenants by name. */
public record Settings(SortedMap<String, TenantSettings> tenants) {
  public Settings {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
  }
}
