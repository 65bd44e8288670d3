package dev.rolecall.tenant.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Holds back every request of a client while the tenant's rate limit asks for it. */
final class Gate {
  private final Outside.Timing timing;
  private final Backoff backoff;
  private final AtomicReference<Instant> opens = new AtomicReference<>(Instant.MIN);

  Gate(Outside.Timing timing, Backoff backoff) {
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
    var waitedFor = Instant.MIN;
    var until = opens.get();
    while (!until.equals(waitedFor) && timing.clock().instant().isBefore(until)) {
      var wait = Duration.between(timing.clock().instant(), until);
      timing.pause().pause(wait.plus(backoff.spread()));
      waitedFor = until;
      until = opens.get();
    }
  }
}
