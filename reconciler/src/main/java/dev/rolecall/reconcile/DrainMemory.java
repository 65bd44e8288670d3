package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.HolderIndex;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Drained;
import dev.rolecall.model.Drains;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Retired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves in the record of tombstones that delete another day: whom it takes the role
 * from, until that day or until the role is back, and which slugs it burns.
 */
final class DrainMemory {
  private final ApplyJob job;
  private final DesiredState desired;
  private final LiveState live;
  private final Instant begun;
  private final HolderIndex held;

  DrainMemory(ApplyJob job, Instant begun) {
    this.job = job;
    this.desired = job.compared().inputs().desired();
    this.live = job.compared().inputs().live();
    this.begun = begun;
    this.held = new HolderIndex(live);
  }

  /** Tells the roles that are declared, live, and not ended: withdrawn tombstones end nothing. */
  static Predicate<Slug> standing(DesiredState desired, LiveState live) {
    return slug ->
        desired.roles().containsKey(slug)
            && !desired.ends(slug)
            && !desired.retiredBefore().contains(slug)
            && live.roles().containsKey(slug);
  }

  /** Written ahead: whoever is not taken out after all still holds the role, and is left out. */
  Drains meant(Drains before) {
    return before
        .without(this::isOver)
        .draining(taken())
        .burning(
            desired.retired().values().stream()
                .filter(tombstone -> tombstone.deletion() != null)
                .map(Tombstone.OfRole::slug)
                .toList());
  }

  private boolean isOver(Drained one) {
    Slug role = one.grant().role();
    return desired.retired().containsKey(role)
        || live.retired().contains(role)
        || (standing(desired, live).test(role)
            && (held.has(one.grant()) || Drains.isLongAgo(one, begun)));
  }

  private List<Drained> taken() {
    var taken = new ArrayList<Drained>();
    for (Step step : job.plan().steps()) {
      if (step.change() instanceof Change.AssignmentRemoved removed && removed.drain() != null) {
        boolean granted = job.compared().settled().granted().has(removed.grant());
        taken.add(new Drained(removed.grant(), granted, begun));
      }
    }
    return taken;
  }

  /** The roles that these changes retired, those that they drained among them. */
  List<Retirement> retirements(Collection<Change> done) {
    var retired = new ArrayList<Retirement>();
    for (Slug role : Retired.by(done)) {
      @Nullable LiveRole was = live.roles().get(role);
      if (was != null) {
        retired.add(new Retirement(role, was.definition().capabilities(), begun));
      }
    }
    return retired;
  }
}
