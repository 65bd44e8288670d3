package dev.rolecall.reconcile;

import dev.rolecall.desired.Loaded;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.plan.Origin;
import dev.rolecall.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The git side of a run, before the tenant is asked.
 *
 * @param record what the applied ref said, to move it from there
 * @param base the state of {@code --base}; null without one
 * @param commit null in a plain folder and before the first commit
 * @param problems warnings and notes; an error would have ended the run
 */
public record DesiredSide(
    TenantSettings settings,
    DesiredState desired,
    AppliedState applied,
    Applied record,
    @Nullable DesiredState base,
    Loaded loaded,
    @Nullable Commit commit,
    boolean dirty,
    List<Problem> problems) {
  Origin origin() {
    return new Origin(commit == null ? null : commit.id(), dirty, loaded.content());
  }
}
