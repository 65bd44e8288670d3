package dev.rolecall.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the documents of one commit ask of one tenant; checked, so every role and capability that it
 * names is declared or in the catalogue, as far as that is known offline.
 *
 * @param retiredBefore of the declared roles those whose slug an earlier commit has retired for
 *     ever: neither made nor touched
 * @param approvals in the order of their places, spent ones among them
 * @param separations in the order of their names
 * @param rules of its own, in the order of their names
 * @param revocations whose loss takes effect at once, in the order of their names
 * @param uncounted what may be declared in files that do not count
 */
public record DesiredState(
    String tenant,
    SortedMap<CapabilityId, DesiredCapability> capabilities,
    SortedMap<Slug, DesiredRole> roles,
    SortedMap<Slug, DesiredHolding> holdings,
    SortedMap<Slug, Tombstone.OfRole> retired,
    SortedMap<CapabilityId, Tombstone.OfCapability> retiredCapabilities,
    SortedSet<Slug> retiredBefore,
    List<Approval> approvals,
    List<Separation> separations,
    List<CustomRule> rules,
    List<RevocationPolicy> revocations,
    Uncounted uncounted) {

  public DesiredState {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
    retired = Collections.unmodifiableSortedMap(new TreeMap<>(retired));
    retiredCapabilities = Collections.unmodifiableSortedMap(new TreeMap<>(retiredCapabilities));
    retiredBefore = Collections.unmodifiableSortedSet(new TreeSet<>(retiredBefore));
    approvals = List.copyOf(approvals);
    separations = List.copyOf(separations);
    rules = List.copyOf(rules);
    revocations = List.copyOf(revocations);
  }

  /** One that approves nothing and has no policies. */
  public DesiredState(
      String tenant,
      SortedMap<CapabilityId, DesiredCapability> capabilities,
      SortedMap<Slug, DesiredRole> roles,
      SortedMap<Slug, DesiredHolding> holdings,
      SortedMap<Slug, Tombstone.OfRole> retired,
      SortedMap<CapabilityId, Tombstone.OfCapability> retiredCapabilities,
      SortedSet<Slug> retiredBefore,
      Uncounted uncounted) {
    this(
        tenant,
        capabilities,
        roles,
        holdings,
        retired,
        retiredCapabilities,
        retiredBefore,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        uncounted);
  }

  /** A state that asks for nothing. */
  public static DesiredState empty(String tenant) {
    return new DesiredState(
        tenant,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeSet<>(),
        Uncounted.nothing());
  }
}
