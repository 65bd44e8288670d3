package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code apply} is asked to do.
 *
 * @param plan a saved plan, relative to the process; null: plan now
 * @param causes only changes with these
 * @param allowDirty apply files that differ from the commit, or a plain folder
 * @param parallelism most writes in flight at once, at least 1
 */
public record ApplyRequest(
    @Nullable Path plan, Set<Cause> causes, boolean allowDirty, int parallelism) {
  public ApplyRequest {
    causes = Set.copyOf(causes);
  }
}
