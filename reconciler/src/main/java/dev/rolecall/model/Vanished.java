package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What git declared once and declares no more, without a tombstone, while the tenant still has it.
 * It stays until somebody restores or retires it, so it is not forgotten.
 */
public record Vanished(SortedSet<Slug> roles, SortedSet<CapabilityId> capabilities) {
  private static final Vanished NOTHING = new Vanished(new TreeSet<>(), new TreeSet<>());

  public Vanished {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  public static Vanished nothing() {
    return NOTHING;
  }

  public boolean isEmpty() {
    return roles.isEmpty() && capabilities.isEmpty();
  }
}
