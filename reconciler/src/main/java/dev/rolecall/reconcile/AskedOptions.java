package dev.rolecall.reconcile;

import dev.rolecall.model.AppliedState;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RunOptions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a request the record keeps: only what made a difference to this run. */
final class AskedOptions {
  private AskedOptions() {}

  /**
   * Of a run whose turn it is.
   *
   * @param begun the instant that it planned for
   */
  static RunOptions of(ApplyRequest request, ApplyJob job, Instant begun) {
    Optional<LastRun> last = job.asked().record().last();
    int leftOut = job.plan().notices().leftOut().size();
    return new RunOptions(
        request.leave().rollback(),
        request.leave().begin() && last.isEmpty(),
        request.waiting().takeOver() == null ? null : stillHeld(last, begun),
        job.asked().record().seed() != null
                && job.asked().applied() instanceof AppliedState.Known(String commit, var _, var _)
            ? commit
            : null,
        RunOptions.Chosen.of(request.causes(), request.plan() != null, leftOut));
  }

  /** The run that could still write, so that only its name let this one go on. */
  private static @Nullable String stillHeld(Optional<LastRun> last, Instant begun) {
    return last.map(LastRun::run)
        .filter(run -> Lease.heldBy(run, begun))
        .map(run -> run.run().id())
        .orElse(null);
  }
}
