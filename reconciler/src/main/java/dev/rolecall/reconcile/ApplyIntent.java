package dev.rolecall.reconcile;

import dev.rolecall.model.Standing;
import dev.rolecall.record.Aim;
import dev.rolecall.record.RunOptions;
import java.io.IOException;
import java.time.Instant;

/** The tenant becomes what a commit says, or a part of it. */
record ApplyIntent(RolesRepository repository, ApplyRequest request, BreakGlass emergency)
    implements RunIntent {
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
    return job.compared().standing().after();
  }
}
