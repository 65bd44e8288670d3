package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A role as git declares it, without its holders (see {@link DesiredHolding}).
 *
 * @param capabilities each with the line that asks for it
 * @param at the slug's place
 */
public record DesiredRole(
    Slug slug,
    Sourced<String> name,
    Sourced<String> description,
    SortedMap<CapabilityId, SourceRef> capabilities,
    SourceRef at) {
  public DesiredRole {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
  }

  public RoleDefinition definition() {
    return new RoleDefinition(slug, name.value(), description.value(), capabilities.keySet());
  }
}
