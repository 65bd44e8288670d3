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
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Retired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves in the record of tombstones: whom it takes a role from that is deleted another
 * day, until that day or until the role is back, and which slugs it burns.
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

  /**
   * Written ahead: whoever is not taken out after all still holds the role, and is left out.
   *
   * @param leavesOut the run leaves something out, so that only what it deletes is burnt
   */
  Drains meant(Drains before, boolean leavesOut) {
    Set<Slug> deleted = deleted();
    Set<Slug> gone = leavesOut ? deleted : desired.retired().keySet();
    Drains meant =
        before
            .without(one -> gone.contains(one.grant().role()) || isOver(one))
            .draining(taken())
            .burning(job.asked().burnt())
            .burning(deleted);
    return leavesOut ? meant : meant.burning(desired.retired().keySet());
  }

  private Set<Slug> deleted() {
    return job.plan().steps().stream()
        .map(Step::change)
        .filter(Change.RoleRetired.class::isInstance)
        .map(change -> ((Change.RoleRetired) change).role())
        .collect(Collectors.toSet());
  }

  private boolean isOver(Drained one) {
    Slug role = one.grant().role();
    return live.retired().contains(role)
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
