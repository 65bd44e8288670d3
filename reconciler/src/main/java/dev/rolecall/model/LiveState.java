package dev.rolecall.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the tenant holds, as far as one read asked for it.
 *
 * @param capabilities the whole catalogue
 * @param holders direct holders by role, sorted and distinct; a role without an entry has none
 * @param retired every slug that the tenant will not take again
 * @param beyond what is in roles that are left out of it, as far as one that is not contains them:
 *     for effective access alone
 */
public record LiveState(
    SortedMap<CapabilityId, Capability> capabilities,
    SortedMap<Slug, LiveRole> roles,
    SortedMap<Slug, List<Subject>> holders,
    SubjectDirectory directory,
    SortedSet<Slug> retired,
    SortedMap<Slug, Set<CapabilityId>> beyond) {

  public LiveState {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    holders = Collections.unmodifiableSortedMap(sorted(holders));
    retired = Collections.unmodifiableSortedSet(new TreeSet<>(retired));
    beyond = Collections.unmodifiableSortedMap(new TreeMap<>(beyond));
  }

  /** One that leaves no role out. */
  public LiveState(
      SortedMap<CapabilityId, Capability> capabilities,
      SortedMap<Slug, LiveRole> roles,
      SortedMap<Slug, List<Subject>> holders,
      SubjectDirectory directory,
      SortedSet<Slug> retired) {
    this(capabilities, roles, holders, directory, retired, new TreeMap<>());
  }

  /** The same, held by these. */
  public LiveState heldBy(SortedMap<Slug, List<Subject>> others) {
    return new LiveState(capabilities, roles, others, directory, retired, beyond);
  }

  private static SortedMap<Slug, List<Subject>> sorted(SortedMap<Slug, List<Subject>> holders) {
    return holders.entrySet().parallelStream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, role -> sorted(role.getValue()), (a, _) -> a, TreeMap::new));
  }

  private static List<Subject> sorted(List<Subject> holders) {
    Subject[] sorted = holders.toArray(Subject[]::new);
    Arrays.sort(sorted);
    int kept = 0;
    for (Subject holder : sorted) {
      if (kept == 0 || !holder.equals(sorted[kept - 1])) {
        sorted[kept++] = holder;
      }
    }
    return List.of(kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept));
  }

  /** All direct holders of a role, groups first, each sorted by name. */
  public List<Subject> holders(Slug role) {
    return holders.getOrDefault(role, List.of());
  }

  /** The direct holders of one kind, sorted by name. */
  public List<Subject> holders(Slug role, SubjectKind kind) {
    List<Subject> all = holders(role);
    boolean alike = !all.isEmpty() && all.getFirst().kind() == kind && all.getLast().kind() == kind;
    return alike ? all : all.stream().filter(subject -> subject.kind() == kind).toList();
  }
}
