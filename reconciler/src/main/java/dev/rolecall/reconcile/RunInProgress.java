package dev.rolecall.reconcile;

import dev.rolecall.apply.RunControl;
import dev.rolecall.record.Ended;
import dev.rolecall.record.OpenRun;
import dev.rolecall.tenant.http.Fence;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that writes: its lease is the fence of every write, is renewed in time, and ends the run
 * where it cannot be renewed.
 */
final class RunInProgress implements RunControl, Fence {
  private static final Duration ALWAYS = Duration.ofDays(365);

  private final InstantSource clock;
  private final StopSignal stop;
  private volatile boolean unrecorded;
  private volatile @Nullable OpenRun open;
  private @Nullable String failed;

  RunInProgress(InstantSource clock, StopSignal stop) {
    this.clock = clock;
    this.stop = stop;
  }

  /** It is written ahead: from now on it may write. */
  void begin(OpenRun run) {
    open = run;
  }

  /** Nothing keeps a record here: it may write. */
  void beginUnrecorded() {
    unrecorded = true;
  }

  @Nullable OpenRun open() {
    return open;
  }

  @Override
  public Duration left() {
    @Nullable OpenRun run = open;
    return run != null ? run.lease().left() : unrecorded ? ALWAYS : Duration.ZERO;
  }

  @Override
  public synchronized Optional<String> whyStop() {
    if (stop.requested()) {
      return Optional.of("the run was interrupted");
    }
    @Nullable OpenRun run = open;
    if (failed == null && run != null) {
      if (!run.lease().holds()) {
        failed = "the lease of this run has ended";
      } else if (run.lease().renewalDue()) {
        failed = renew(run);
      }
    }
    return Optional.ofNullable(failed);
  }

  private @Nullable String renew(OpenRun run) {
    try {
      return switch (run.renew(clock.instant())) {
        case Ended.Recorded _ -> null;
        case Ended.Lost _ -> "another run has taken over";
        case Ended.Refused(String reason) -> "the lease could not be renewed: " + reason;
        case Ended.Unknown(String reason) -> "the lease could not be renewed: " + reason;
      };
    } catch (IOException e) {
      return "the lease could not be renewed: " + e.getMessage();
    }
  }
}
