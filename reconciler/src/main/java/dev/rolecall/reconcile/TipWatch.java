package dev.rolecall.reconcile;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the record is still where a run left it, looked at now and then while the run writes: a
 * run that is alive hears so that somebody took it over. It has no timer: whoever is about to write
 * asks, and the first who asks after {@link #EVERY} looks while all others wait for the answer. A
 * remote that does not answer ends no run; the lease does that. Safe for several threads.
 */
final class TipWatch {
  /** How old the last look may be when a write is sent. */
  static final Duration EVERY = Duration.ofSeconds(10);

  /** How long a write waits for a look; a remote that hangs must not hold up a run for long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private final Look look;
  private final Duration patience;
  private long looked;
  private @Nullable FutureTask<Boolean> underWay;
  private boolean lost;

  /** One look at the remote. */
  @FunctionalInterface
  interface Look {
    boolean isStillOurs() throws IOException;
  }

  /**
   * Begins when the run has just been seen at the tip.
   *
   * @param nanos monotonic
   */
  TipWatch(LongSupplier nanos, Look look) {
    this(nanos, look, PATIENCE);
  }

  TipWatch(LongSupplier nanos, Look look, Duration patience) {
    this.nanos = nanos;
    this.look = look;
    this.patience = patience;
    this.looked = nanos.getAsLong();
  }

  /** Whether a look has found something else at the tip; once so, for good. */
  synchronized boolean isLost() {
    if (lost) {
      return true;
    }
    var asked = underWay;
    Duration wait = Duration.ZERO;
    if (asked == null) {
      long now = nanos.getAsLong();
      if (now - looked < EVERY.toNanos()) {
        return false;
      }
      looked = now;
      asked = new FutureTask<>(look::isStillOurs);
      underWay = asked;
      Thread.startVirtualThread(asked);
      wait = patience;
    }
    Optional<Boolean> ours = answer(asked, wait);
    if (ours.isPresent()) {
      underWay = null; // only now: whoever answers a moment later is still heard
      lost = !ours.get();
    }
    return lost;
  }

  /** Whether it is; a remote that cannot answer does not say no. Empty where it has not yet. */
  private static Optional<Boolean> answer(FutureTask<Boolean> asked, Duration patience) {
    try {
      return Optional.of(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        return Optional.of(true);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
