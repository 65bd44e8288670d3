package dev.rolecall.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Holds back every request of a client while the remote side's rate limit asks for it. */
final class RateLimitGate {
  private final HttpEnvironment.Timing timing;
  private final Backoff backoff;
  private final AtomicReference<Instant> opens = new AtomicReference<>(Instant.EPOCH);

  RateLimitGate(HttpEnvironment.Timing timing, Backoff backoff) {
    this.timing = timing;
    this.backoff = backoff;
  }

  void closeFor(Duration wait) {
    var until = timing.clock().instant().plus(wait);
    opens.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
  }

  /**
   * Returns at once while nobody was told to wait. What was waited for is over, whatever a clock
   * that was set back, or stands, says of it.
   */
  void pass() throws InterruptedException {
    Instant waitedFor = Instant.EPOCH;
    while (true) {
      Instant until = Objects.requireNonNull(opens.get());
      var wait = Duration.between(timing.clock().instant(), until);
      if (until.equals(waitedFor) || !wait.isPositive()) {
        return;
      }
      timing.sleeper().sleep(wait.plus(backoff.spread()));
      waitedFor = until;
    }
  }
}
