package dev.rolecall.reconcile;

import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.Drains;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tombstones of history have burnt their slug: those that a run has carried out, which the
 * record tells. Where there is none that is known, every one has that stood before the last run, or
 * whose day has come. The date of a commit decides nothing.
 */
final class BurntSlugs {
  private final @Nullable Drains recorded;
  private final Instant now;

  private BurntSlugs(@Nullable Drains recorded, Instant now) {
    this.recorded = recorded;
    this.now = now;
  }

  /** By the record as it was fetched. */
  static BurntSlugs of(RecordTip tip, Instant now) {
    return new BurntSlugs(
        tip instanceof RecordTip.Known(LastRun last) ? last.memory().drains() : null, now);
  }

  /** By what this clone knows of the record. */
  static BurntSlugs of(Optional<GuardMemory> memory, Instant now) {
    return new BurntSlugs(memory.map(GuardMemory::drains).orElse(null), now);
  }

  /** The slugs of these tombstones. */
  static SortedSet<Slug> of(List<PastTombstone> burnt) {
    var slugs = new TreeSet<Slug>();
    for (PastTombstone one : burnt) {
      if (one.tombstone() instanceof Tombstone.OfRole role) {
        slugs.add(role.slug());
      }
    }
    return slugs;
  }

  /** Those of a tenant that have, and what the record knows beside them. */
  List<PastTombstone> among(List<PastTombstone> past, String tenant) {
    var burnt = new ArrayList<PastTombstone>();
    for (PastTombstone one : past) {
      if (isBurnt(one.tombstone())) {
        burnt.add(one);
      }
    }
    if (recorded != null) {
      SortedSet<Slug> told = of(burnt);
      recorded.burnt().stream()
          .filter(slug -> !told.contains(slug))
          .forEach(slug -> burnt.add(PastTombstone.recorded(tenant, slug)));
    }
    return burnt;
  }

  private boolean isBurnt(Tombstone tombstone) {
    return switch (tombstone) {
      case Tombstone.OfCapability _ -> true;
      case Tombstone.OfRole role -> isBurnt(role);
    };
  }

  private boolean isBurnt(Tombstone.OfRole role) {
    @Nullable Deletion deletion = role.deletion();
    if (recorded == null) {
      return deletion == null || deletion.dueBy(now);
    }
    return recorded.burnt().contains(role.slug()) || (deletion == null && !recorded.all());
  }
}
