package dev.rolecall.record;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Reckons leases: from the wall clock as it was when it was checked against the tenant's, carried
 * on by the monotonic clock. So a wall clock that is set while a run goes on makes no lease longer
 * than others take it to be.
 */
public final class LeaseClock {
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Instant checked;
  private final long checkedNanos;

  /**
   * Call when the wall clock is checked.
   *
   * @param nanos monotonic, as {@code System::nanoTime}; should count while the machine sleeps too,
   *     and where it does not, the wall clock ends the lease
   */
  public LeaseClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.checked = wall.instant();
    this.checkedNanos = nanos.getAsLong();
  }

  /** A lease that begins now; take it before the push that tells others. */
  public Lease lease() {
    long now = nanos.getAsLong();
    Instant reckoned = checked.plusNanos(now - checkedNanos);
    return new Lease(wall, nanos, reckoned.plus(Lease.LENGTH), now + Lease.LENGTH.toNanos());
  }
}
