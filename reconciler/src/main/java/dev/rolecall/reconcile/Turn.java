package dev.rolecall.reconcile;

import dev.rolecall.apply.RunListener;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose turn it is: while another run holds its lease, this one waits, or is refused. */
final class Turn {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int SHORTEST = 4;

  private final Timing timing;
  private final ApplyRequest.Waiting waiting;
  private final StopSignal stop;
  private final RunListener listener;
  private Duration waited = Duration.ZERO;
  private boolean said;

  /**
   * @param listener hears what is waited for
   */
  Turn(Timing timing, ApplyRequest.Waiting waiting, StopSignal stop, RunListener listener) {
    this.timing = timing;
    this.waiting = waiting;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Whether no other run may still write. Where one may, waits for its end; then everything has to
   * be looked at anew.
   *
   * @throws RefusedException when there is no more time to wait, or the process is asked to end
   */
  boolean isOurs(RecordSide side) throws IOException {
    Optional<RunRecord> other = holder(side.last());
    if (other.isEmpty()) {
      sayUnlessTakenOver(side.last());
      return true;
    }
    requireKnown(other.get());
    if (waited.compareTo(waiting.longest()) < 0) {
      listener.waiting(
          sentence(other.get())
              + " Waiting for its end, for up to %d min; --take-over %s goes on at once if it is dead."
                  .formatted(waiting.longest().toMinutes(), other.get().run().id()));
    }
    while (other.isPresent()) {
      if (stop.requested()) {
        throw RefusedException.interrupted();
      }
      if (waited.compareTo(waiting.longest()) >= 0) {
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
        .filter(run -> !isTakenOver(run));
  }

  /** Whoever takes over what has ended, or never was, may have meant another record. */
  private void sayUnlessTakenOver(Optional<LastRun> last) {
    boolean taken =
        last.map(LastRun::run)
            .filter(run -> run.state() == RunState.STARTED)
            .filter(this::isTakenOver)
            .isPresent();
    if (waiting.takeOver() != null && !taken && !said) {
      said = true;
      listener.waiting("No run that could be taken over is called that; this one goes on.");
    }
  }

  /** By its id, or the beginning of it. */
  private boolean isTakenOver(RunRecord run) {
    @Nullable String takeOver = waiting.takeOver();
    return takeOver != null && takeOver.length() >= SHORTEST && run.run().id().startsWith(takeOver);
  }

  /** Whoever names a run and means another has not looked. */
  private void requireKnown(RunRecord other) {
    if (waiting.takeOver() != null) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNKNOWN_RUN,
              null,
              "The run that may still write is %s, and --take-over names %s."
                  .formatted(other.run().id(), waiting.takeOver())));
    }
  }

  private void pause() throws RefusedException {
    Duration left = waiting.longest().minus(waited);
    Duration next = left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
    try {
      timing.sleeper().sleep(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waited = waited.plus(next);
  }

  private static RefusedException held(RunRecord run) {
    return RefusedException.remote(RuleId.LEASE_HELD, sentence(run));
  }

  private static String sentence(RunRecord run) {
    return "The run %s by %s may still write, until %s."
        .formatted(run.run().id(), run.run().actor(), run.progress().lease());
  }
}
