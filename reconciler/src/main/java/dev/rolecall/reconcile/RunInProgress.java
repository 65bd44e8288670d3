package dev.rolecall.reconcile;

import dev.rolecall.apply.RunControl;
import dev.rolecall.http.Fence;
import dev.rolecall.record.Ended;
import dev.rolecall.record.OpenRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that writes: its lease is the fence of every write, is renewed in time, and ends the run
 * where it cannot be renewed; so does another run that has taken it over.
 */
final class RunInProgress implements RunControl, Fence {
  private static final Duration ALWAYS = Duration.ofDays(365);

  private final Timing timing;
  private final StopSignal stop;
  private volatile boolean unrecorded;
  private volatile @Nullable Written written;
  private @Nullable String failed;

  /** A run that stands in the record, and how it hears that another one stands there instead. */
  private record Written(OpenRun run, TipWatch watch) {
    boolean mayWrite() {
      return run.lease().holds() && !watch.isLost();
    }
  }

  RunInProgress(Timing timing, StopSignal stop) {
    this.timing = timing;
    this.stop = stop;
  }

  /** It is written ahead: from now on it may write. */
  void begin(OpenRun run) {
    written = new Written(run, new TipWatch(timing.nanos(), run::isTip));
  }

  /** Nothing keeps a record here: it may write. */
  void beginUnrecorded() {
    unrecorded = true;
  }

  @Nullable OpenRun open() {
    @Nullable Written known = written;
    return known == null ? null : known.run();
  }

  @Override
  public Duration left() {
    @Nullable Written known = written;
    if (known == null) {
      return unrecorded ? ALWAYS : Duration.ZERO;
    }
    return known.mayWrite() ? known.run().lease().left() : Duration.ZERO;
  }

  @Override
  public synchronized Optional<String> whyStop() {
    if (stop.requested()) {
      return Optional.of("the run was interrupted");
    }
    @Nullable Written known = written;
    if (failed == null && known != null) {
      OpenRun run = known.run();
      if (!run.lease().holds()) {
        failed = "the lease of this run has ended";
      } else if (known.watch().isLost()) {
        failed = "another run has taken over, or the branch of the record was moved";
      } else if (run.hold() != null) {
        failed = "the tenant is held: " + run.hold().reason();
      } else if (run.lease().renewalDue()) {
        failed = renew(run);
      }
    }
    return Optional.ofNullable(failed);
  }

  private @Nullable String renew(OpenRun run) {
    try {
      return switch (run.renew(timing.clock().instant())) {
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
