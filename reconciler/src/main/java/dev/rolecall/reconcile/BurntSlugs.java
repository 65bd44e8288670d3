package dev.rolecall.reconcile;

import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.model.Deletion;
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
 * Which tombstones of history have burnt their slug. One that deletes another day burns it at the
 * first run from that day on, which the record tells; where there is none that is known, the day
 * itself has to do. The date of a commit decides nothing.
 */
final class BurntSlugs {
  private final @Nullable SortedSet<Slug> recorded;
  private final Instant now;

  private BurntSlugs(@Nullable SortedSet<Slug> recorded, Instant now) {
    this.recorded = recorded;
    this.now = now;
  }

  /** By the record as it was fetched. */
  static BurntSlugs of(RecordTip tip, Instant now) {
    return new BurntSlugs(
        tip instanceof RecordTip.Known(LastRun last) ? last.memory().drains().burnt() : null, now);
  }

  /** By what this clone knows of the record. */
  static BurntSlugs of(Optional<GuardMemory> memory, Instant now) {
    return new BurntSlugs(memory.map(known -> known.drains().burnt()).orElse(null), now);
  }

  /** Those of a tenant that have, and what the record knows beside them. */
  List<PastTombstone> among(List<PastTombstone> past, String tenant) {
    var burnt = new ArrayList<PastTombstone>();
    var told = new TreeSet<Slug>();
    for (PastTombstone one : past) {
      if (isBurnt(one.tombstone())) {
        burnt.add(one);
        if (one.tombstone() instanceof Tombstone.OfRole role) {
          told.add(role.slug());
        }
      }
    }
    if (recorded != null) {
      recorded.stream()
          .filter(slug -> !told.contains(slug))
          .forEach(slug -> burnt.add(PastTombstone.recorded(tenant, slug)));
    }
    return burnt;
  }

  private boolean isBurnt(Tombstone tombstone) {
    return switch (tombstone) {
      case Tombstone.OfCapability _ -> true;
      case Tombstone.OfRole role -> {
        @Nullable Deletion deletion = role.deletion();
        yield deletion == null
            || (recorded == null ? deletion.dueBy(now) : recorded.contains(role.slug()));
      }
    };
  }
}
