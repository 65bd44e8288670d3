package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A role as git declares it, without its holders (see {@link DesiredHolding}).
 *
 * @param capabilities each with the line that asks for it
 * @param at the slug's place
 * @param tombstone with the day on which it is deleted, where that has not come; null: it stays
 */
public record DesiredRole(
    Slug slug,
    Sourced<String> name,
    Sourced<String> description,
    SortedMap<CapabilityId, SourceRef> capabilities,
    SourceRef at,
    Tombstone.@Nullable OfRole tombstone) {
  public DesiredRole {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
  }

  /** One that stays. */
  public DesiredRole(
      Slug slug,
      Sourced<String> name,
      Sourced<String> description,
      SortedMap<CapabilityId, SourceRef> capabilities,
      SourceRef at) {
    this(slug, name, description, capabilities, at, null);
  }

  /** One that stands until it is deleted. */
  public static DesiredRole until(Deletion deletion, Tombstone.OfRole tombstone) {
    return new DesiredRole(
        tombstone.slug(),
        deletion.name(),
        deletion.description(),
        deletion.capabilities(),
        tombstone.at(),
        tombstone);
  }

  public RoleDefinition definition() {
    return new RoleDefinition(slug, name.value(), description.value(), capabilities.keySet());
  }

  /** The day on which it is deleted; null: it stays. */
  public @Nullable Deletion deletion() {
    return tombstone == null ? null : tombstone.deletion();
  }

  /** Whether a tombstone ends it, and has not done so yet. */
  public boolean ends() {
    return tombstone != null;
  }
}
