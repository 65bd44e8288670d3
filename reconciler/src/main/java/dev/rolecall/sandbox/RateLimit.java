package dev.rolecall.sandbox;

import java.time.Duration;
import java.time.Instant;

/** A bucket of requests that refills evenly over a minute. */
final class RateLimit {
  private final int perMinute;
  private double left;
  private Instant filled;

  RateLimit(int perMinute, Instant now) {
    this.perMinute = perMinute;
    left = perMinute;
    filled = now;
  }

  /** Takes one request out of the bucket, or refuses. */
  synchronized void admit(Instant now) {
    if (perMinute == 0) {
      return;
    }
    double perSecond = perMinute / 60.0;
    double seconds = Math.max(0, Duration.between(filled, now).toMillis() / 1000.0);
    left = Math.min(perMinute, left + seconds * perSecond);
    filled = now;
    if (left < 1) {
      long wait = (long) Math.ceil((1 - left) / perSecond);
      throw new Refusal(ErrorCode.RATE_LIMITED, "The limit is " + perMinute + " requests a minute.")
          .header("Retry-After", String.valueOf(wait));
    }
    left--;
  }
}
