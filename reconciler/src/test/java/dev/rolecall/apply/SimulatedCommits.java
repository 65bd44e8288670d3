package dev.rolecall.apply;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Commits of a simulated repository. */
final class SimulatedCommits {
  private static final SourceRef AT = new SourceRef("retired/r.yaml", 1, 1);

  private final TenantFeatures features;
  private final Random random;
  private final SimulationCounts counts;

  SimulatedCommits(TenantFeatures features, Random random, SimulationCounts counts) {
    this.features = features;
    this.random = random;
    this.counts = counts;
  }

  /** Of the same kind of tenant; some roles are deleted another day. */
  DesiredState commit(long seed, LiveState live, Instant now) {
    DesiredState some = new RandomCase(seed + (features.roleArea() == null ? 0 : 1)).desired;
    var tombstones = new TreeMap<>(some.retired());
    for (Slug slug : some.retired().keySet()) {
      if (live.roles().containsKey(slug) && random.nextBoolean()) {
        tombstones.put(slug, drained(slug, live, now, some.retired().keySet()));
        counts.drains++;
      }
    }
    return new DesiredState(
        some.tenant(),
        some.capabilities(),
        some.roles(),
        some.holdings(),
        tombstones,
        some.retiredCapabilities(),
        some.retiredBefore(),
        some.uncounted());
  }

  /** Files name no role that they retire. */
  private Tombstone.OfRole drained(Slug slug, LiveState live, Instant now, Set<Slug> gone) {
    var was = Objects.requireNonNull(live.roles().get(slug)).definition();
    var capabilities = new TreeMap<CapabilityId, SourceRef>();
    was.capabilities().stream()
        .filter(id -> features.asRole(id).filter(gone::contains).isEmpty())
        .forEach(id -> capabilities.put(id, AT));
    var deletion =
        new Deletion(
            null,
            new Sourced<>(now.plus(Duration.ofDays(random.nextInt(8))), AT),
            new Sourced<>(was.name(), AT),
            new Sourced<>(was.description(), AT),
            capabilities);
    return new Tombstone.OfRole(slug, LocalDate.of(2026, 11, 1), "over", null, deletion, AT);
  }
}
