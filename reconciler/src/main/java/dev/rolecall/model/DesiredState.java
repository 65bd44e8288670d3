package dev.rolecall.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of one commit ask of one tenant; checked, so every role and capability that it
 * names is declared or in the catalogue, as far as that is known offline.
 *
 * @param roles those among them that a tombstone ends another day
 * @param retired the tombstones of roles that are to be gone; {@link #tombstones} has all
 * @param retiredBefore of the declared roles those whose slug an earlier commit has retired for
 *     ever: neither made nor touched
 * @param approvals in the order of their places, spent ones among them
 * @param ratifications of runs that broke the glass
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
    List<Ratification> ratifications,
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
    ratifications = List.copyOf(ratifications);
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

  /** Every tombstone of a role, whether its day has come or not. */
  public SortedMap<Slug, Tombstone.OfRole> tombstones() {
    var all = new TreeMap<>(retired);
    roles.forEach((slug, role) -> {
      if (role.tombstone() != null) {
        all.put(slug, role.tombstone());
      }
    });
    return all;
  }

  /**
   * The same as it was at an earlier time: roles whose day had not come then stand again, drained
   * or not.
   */
  public DesiredState asOf(Instant then) {
    var standing = new TreeMap<>(roles);
    var gone = new TreeMap<>(retired);
    var held = new TreeMap<>(holdings);
    for (Tombstone.OfRole tombstone : tombstones().values()) {
      @Nullable Deletion deletion = tombstone.deletion();
      if (deletion != null && !deletion.dueBy(then)) {
        gone.remove(tombstone.slug());
        standing.put(tombstone.slug(), DesiredRole.until(deletion, tombstone));
        if (deletion.drainedBy(then)) {
          held.put(tombstone.slug(), DesiredHolding.nobody(tombstone.slug()));
        } else {
          held.remove(tombstone.slug());
        }
      }
    }
    return new DesiredState(
        tenant,
        capabilities,
        standing,
        held,
        gone,
        retiredCapabilities,
        retiredBefore,
        approvals,
        ratifications,
        separations,
        rules,
        revocations,
        uncounted);
  }

  /** The day on which a role is deleted; null: it stays, is gone, or is not declared. */
  public @Nullable Deletion deletionOf(Slug slug) {
    @Nullable DesiredRole role = roles.get(slug);
    return role == null ? null : role.deletion();
  }

  /** The tombstone of a role, whether its day has come or not; null: it has none. */
  public Tombstone.@Nullable OfRole tombstoneOf(Slug slug) {
    @Nullable DesiredRole role = roles.get(slug);
    return role == null ? retired.get(slug) : role.tombstone();
  }

  /** Whether the role stands, and a tombstone ends it another day. */
  public boolean ends(Slug slug) {
    @Nullable DesiredRole role = roles.get(slug);
    return role != null && role.ends();
  }

  /** The days to come on which tombstones do something, nearest first. */
  public List<DueDate> ahead(Instant now) {
    var ahead = new ArrayList<DueDate>();
    for (DesiredRole role : roles.values()) {
      @Nullable Deletion deletion = role.deletion();
      if (deletion != null) {
        if (deletion.drain() != null && !deletion.drainedBy(now)) {
          Sourced<Instant> drain = deletion.drain();
          ahead.add(new DueDate(role.slug(), DueDate.What.DRAINED, drain.value(), drain.at()));
        }
        Sourced<Instant> day = deletion.day();
        ahead.add(new DueDate(role.slug(), DueDate.What.DELETED, day.value(), day.at()));
      }
    }
    Collections.sort(ahead);
    return List.copyOf(ahead);
  }
}
