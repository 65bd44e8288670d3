package dev.rolecall.reconcile;

import dev.rolecall.http.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time as a use case sees it.
 *
 * @param clock decides what has started and expired
 * @param nanos monotonic: carries a lease on, whatever becomes of the clock
 * @param sleeper how one waits for another run to end
 * @param clockTolerance how far the clocks of this machine and the tenant may differ
 */
public record Timing(
    InstantSource clock, LongSupplier nanos, Sleeper sleeper, Duration clockTolerance) {
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  /** Waits for real, and lets the clocks differ by two minutes. */
  public static Timing of(InstantSource clock, LongSupplier nanos) {
    return new Timing(clock, nanos, Sleeper.real(), TOLERANCE);
  }
}
