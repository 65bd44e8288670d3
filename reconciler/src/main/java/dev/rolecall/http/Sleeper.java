package dev.rolecall.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a call waits between two tries; tests advance a clock instead. */
public interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;

  /** Waits for real. */
  static Sleeper real() {
    return duration -> {
      var _ = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
