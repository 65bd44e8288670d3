package dev.rolecall.reconcile;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RunRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whose turn it is: while another run holds its lease, this one waits, or is refused. */
final class Turn {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final Timing timing;
  private final ApplyRequest.Waiting waiting;
  private final StopSignal stop;
  private Duration waited = Duration.ZERO;

  Turn(Timing timing, ApplyRequest.Waiting waiting, StopSignal stop) {
    this.timing = timing;
    this.waiting = waiting;
    this.stop = stop;
  }

  /**
   * Whether no other run may still write. Where one may, waits for its end; then everything has to
   * be looked at anew.
   *
   * @throws RefusedException when there is no more time to wait
   */
  boolean isOurs(RecordSide side) throws IOException {
    Optional<RunRecord> other = holder(side.last());
    if (other.isEmpty()) {
      return true;
    }
    while (other.isPresent()) {
      if (waited.compareTo(waiting.longest()) >= 0 || stop.requested()) {
        throw held(other.get());
      }
      pause();
      other = holder(side.fetchAgain());
    }
    return false;
  }

  private Optional<RunRecord> holder(Optional<LastRun> last) {
    Instant now = timing.clock().instant();
    return last.map(LastRun::run)
        .filter(run -> Lease.heldBy(run, now))
        .filter(run -> !run.run().id().equals(waiting.takeOver()));
  }

  private void pause() throws RefusedException {
    Duration left = waiting.longest().minus(waited);
    Duration next = left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
    try {
      timing.pause().pause(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waited = waited.plus(next);
  }

  private static RefusedException held(RunRecord run) {
    return new RefusedException(
        RefusedException.Kind.REMOTE,
        Problem.error(
            RuleId.LEASE_HELD,
            null,
            "The run %s by %s may still write, until %s."
                .formatted(run.run().id(), run.run().actor(), run.progress().lease())));
  }
}
