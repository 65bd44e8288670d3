package dev.rolecall.reconcile;

import dev.rolecall.model.Standing;
import dev.rolecall.plan.Plan;
import dev.rolecall.record.Aim;
import dev.rolecall.record.RunOptions;
import java.io.IOException;
import java.time.Instant;

/** What a run is for, as far as it is written and recorded otherwise than another. */
interface RunIntent {
  /** Lifts what stands against it, or not. */
  BreakGlass emergency();

  /**
   * Whether it may be done at all.
   *
   * @throws RefusedException where it is not what somebody was shown
   */
  void check(Plan judged) throws RefusedException;

  /** Most writes in flight at once, at least 1. */
  int parallelism();

  /** What was asked of it, for the record. */
  RunOptions options(ApplyJob job, Instant begun);

  /** Where it is heading. */
  Aim aim(ApplyJob job) throws IOException;

  /** Whether something that git asks for is left to a later run. */
  boolean leavesOut(ApplyJob job);

  /**
   * What stands over the tenant from this run on.
   *
   * @param by who runs it, for people
   */
  Standing standing(ApplyJob job, String by, Instant begun);
}
