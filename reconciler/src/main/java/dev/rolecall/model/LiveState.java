package dev.rolecall.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tenant holds, as far as one read asked for it.
 *
 * @param capabilities the whole catalogue
 * @param holders direct holders by role, sorted and distinct; a role without an entry has none
 * @param retired every slug that the tenant will not take again
 */
public record LiveState(
    SortedMap<CapabilityId, Capability> capabilities,
    SortedMap<Slug, LiveRole> roles,
    SortedMap<Slug, List<Subject>> holders,
    SubjectDirectory directory,
    SortedSet<Slug> retired) {

  public LiveState {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    holders = Collections.unmodifiableSortedMap(sorted(holders));
    retired = Collections.unmodifiableSortedSet(new TreeSet<>(retired));
  }

  private static SortedMap<Slug, List<Subject>> sorted(SortedMap<Slug, List<Subject>> holders) {
    var result = new TreeMap<Slug, List<Subject>>();
    holders.forEach((role, all) -> result.put(role, all.stream().sorted().distinct().toList()));
    return result;
  }

  /** All direct holders of a role, groups first, each sorted by name. */
  public List<Subject> holders(Slug role) {
    return holders.getOrDefault(role, List.of());
  }

  /** The direct holders of one kind, sorted by name. */
  public List<Subject> holders(Slug role, SubjectKind kind) {
    return holders(role).stream().filter(subject -> subject.kind() == kind).toList();
  }
}
