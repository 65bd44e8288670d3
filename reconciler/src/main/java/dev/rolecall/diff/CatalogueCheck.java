package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.LiveState;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the committed catalogue still says what the tenant ships with. */
public final class CatalogueCheck {
  private CatalogueCheck() {}

  /** A warning when it does not; texts do not count, only what can change a plan. */
  public static Optional<Problem> outdated(Catalogue committed, LiveState live) {
    var there = statuses(committed.capabilities());
    var now = statuses(live.capabilities());
    if (there.equals(now)) {
      return Optional.empty();
    }
    var moved = new TreeSet<CapabilityId>();
    moved.addAll(there.keySet());
    moved.addAll(now.keySet());
    moved.removeIf(id -> there.containsKey(id) && there.get(id).equals(now.get(id)));
    return Optional.of(
        Problem.warning(
            RuleId.CATALOGUE_OUTDATED,
            null,
            "The committed catalogue of %s differs from the tenant's at %s."
                .formatted(committed.tenant(), Counted.list(moved.stream().toList()))));
  }

  private static SortedMap<CapabilityId, String> statuses(
      SortedMap<CapabilityId, Capability> capabilities) {
    var statuses = new TreeMap<CapabilityId, String>();
    capabilities.values().stream()
        .filter(capability -> capability.origin() == Capability.Origin.SYSTEM)
        .forEach(capability -> statuses.put(capability.id(), capability.status().name()));
    return statuses;
  }
}
