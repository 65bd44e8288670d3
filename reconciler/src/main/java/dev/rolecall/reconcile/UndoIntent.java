package dev.rolecall.reconcile;

import dev.rolecall.model.Standing;
import dev.rolecall.plan.Plan;
import dev.rolecall.record.Aim;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RunOptions;
import java.io.IOException;
import java.time.Instant;

/** A run is taken back: it heads nowhere, and the next one must not do it again. */
record UndoIntent(UndoRequest request, UndoneRun run, WayBack way, BreakGlass emergency)
    implements RunIntent {
  @Override
  public void check(Plan judged) {}

  @Override
  public int parallelism() {
    return request.parallelism();
  }

  @Override
  public RunOptions options(ApplyJob job, Instant begun) {
    return new RunOptions(
        false,
        false,
        request.waiting().takeOver() == null ? null : AskedOptions.stillHeld(job, begun),
        null,
        job.lifted().isEmpty() ? null : request.breakGlass(),
        run.id(),
        RunOptions.Chosen.EVERYTHING,
        AskedOptions.approvals(job));
  }

  /** Where the last run was heading, with its files: nothing new was applied. */
  @Override
  public Aim aim(ApplyJob job) throws IOException {
    LastRun last = job.asked().record().last().orElseThrow();
    return last.aim();
  }

  @Override
  public boolean leavesOut(ApplyJob job) {
    return true; // the commit is not what the tenant is now
  }

  @Override
  public Standing standing(ApplyJob job, String by, Instant begun) {
    Standing after = job.compared().standing().kept();
    return way.undone().isEmpty() ? after : after.with(way.takenBack(run, by, begun));
  }
}
