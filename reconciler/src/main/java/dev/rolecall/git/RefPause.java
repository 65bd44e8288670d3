package dev.rolecall.git;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait for another process to let go of a ref. */
final class RefPause {
  private RefPause() {}

  static void pause(Duration duration) throws InterruptedIOException {
    try {
      var _ = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another process");
    }
  }
}
