package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code apply} is asked to do.
 *
 * @param plan a saved plan, relative to the process; null: plan now
 * @param causes only changes with these
 * @param revokeSessions whether whoever loses anything is logged out
 * @param parallelism most writes in flight at once, at least 1
 */
public record ApplyRequest(
    @Nullable Path plan,
    Set<Cause> causes,
    boolean revokeSessions,
    int parallelism,
    Leave leave,
    Waiting waiting) {
  public ApplyRequest {
    causes = Set.copyOf(causes);
  }

  /**
   * What somebody allows who knows better.
   *
   * @param dirty apply files that differ from the commit, a commit of no branch of the remote, or a
   *     plain folder
   * @param begin there is no record yet, and that is as it should be
   * @param rollback the commit may undo what a later one applied
   * @param rebind name of the tenant whose record is taken over, because it has moved; null: none
   */
  public record Leave(boolean dirty, boolean begin, boolean rollback, @Nullable String rebind) {}

  /**
   * What to do about another run.
   *
   * @param longest how long to wait for it to end
   * @param takeOver id of a run that is known to be dead; null: none is
   */
  public record Waiting(Duration longest, @Nullable String takeOver) {}
}
