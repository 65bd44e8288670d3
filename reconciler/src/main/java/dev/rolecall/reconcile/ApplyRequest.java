package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code apply} is asked to do.
 *
 * @param plan a saved plan, relative to the process; null: plan now
 * @param part what of the plan is done
 * @param revokeSessions whether whoever loses anything is logged out
 * @param parallelism most writes in flight at once, at least 1
 */
public record ApplyRequest(
    @Nullable Path plan,
    Wanted part,
    boolean revokeSessions,
    int parallelism,
    Leave leave,
    Waiting waiting) {

  /**
   * What of a plan is to be done; what it leaves out is named.
   *
   * @param causes only changes with these
   * @param noRemovals nothing that takes something away
   * @param roles only changes of these; empty: of all
   */
  public record Wanted(Set<Cause> causes, boolean noRemovals, SortedSet<Slug> roles) {
    public Wanted {
      causes = Set.copyOf(causes);
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    Plan of(Plan plan) {
      Plan asked = PlanPart.ofCauses(plan, causes);
      Plan kept = noRemovals ? PlanPart.withoutRemovals(asked) : asked;
      return roles.isEmpty() ? kept : PlanPart.ofRoles(kept, roles);
    }
  }

  /**
   * What somebody allows who knows better.
   *
   * @param dirty apply files that differ from the commit, a commit of no branch of the remote, or a
   *     plain folder
   * @param begin there is no record yet, and that is as it should be
   * @param rollback the commit may undo what a later one applied
   * @param breakGlass why it goes on without an approval, or in spite of a hold; null: it does not
   * @param rebind name of the tenant whose record is taken over, because it has moved; null: none
   */
  public record Leave(
      boolean dirty,
      boolean begin,
      boolean rollback,
      @Nullable String breakGlass,
      @Nullable String rebind) {}

  /**
   * What to do about another run.
   *
   * @param longest how long to wait for it to end
   * @param takeOver id of a run that is known to be dead; null: none is
   */
  public record Waiting(Duration longest, @Nullable String takeOver) {}
}
