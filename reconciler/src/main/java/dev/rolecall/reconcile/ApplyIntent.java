package dev.rolecall.reconcile;

import dev.rolecall.model.Standing;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Aim;
import dev.rolecall.record.RunOptions;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tenant becomes what a commit says, or a part of it.
 *
 * @param saved the plan that was shown; null: it is shown now
 */
record ApplyIntent(
    RolesRepository repository,
    ApplyRequest request,
    @Nullable SavedPlan saved,
    BreakGlass emergency)
    implements RunIntent {
  @Override
  public void check(Plan judged) throws RefusedException {
    if (saved != null) {
      Applying.refuseStale(saved.whyOthersAreLoggedOut(judged));
    }
  }

  @Override
  public int parallelism() {
    return request.parallelism();
  }

  @Override
  public RunOptions options(ApplyJob job, Instant begun) {
    return AskedOptions.of(request, job, begun);
  }

  @Override
  public Aim aim(ApplyJob job) throws IOException {
    return new Aims(repository, job.asked()).aim(request.leave().rollback());
  }

  @Override
  public boolean leavesOut(ApplyJob job) {
    return !job.plan().notices().leftOut().isEmpty();
  }

  @Override
  public Standing standing(ApplyJob job, String by, Instant begun) {
    TenantStanding standing = job.compared().standing();
    return job.lifted().contains(RuleId.HELD.id())
        ? standing.afterAll(job.plan().steps().stream().map(Step::change).toList())
        : standing.after();
  }
}
