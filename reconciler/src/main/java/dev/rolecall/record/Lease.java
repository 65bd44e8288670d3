package dev.rolecall.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time in which one run may write. It has ended when either clock says so, and for good: what
 * checks it before each try of each write cannot be talked out of it by a clock that is set back.
 * Safe for use by several threads.
 */
public final class Lease {
  /** From before the push that tells others. */
  public static final Duration LENGTH = Duration.ofMinutes(30);

  /** A run renews its lease when so much of it is left. */
  public static final Duration RENEWAL = Duration.ofMinutes(10);

  /** How long others wait after its end: clocks differ, and one request may still be on its way. */
  public static final Duration GRACE = Duration.ofMinutes(5);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Instant until;
  private final long untilNanos;
  private volatile boolean over;

  Lease(InstantSource wall, LongSupplier nanos, Instant until, long untilNanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.until = until;
    this.untilNanos = untilNanos;
  }

  /** Whether another run may still write: it has no end, and its lease and grace are not over. */
  public static boolean heldBy(RunRecord run, Instant now) {
    Instant lease = run.progress().lease();
    return run.state() == RunState.STARTED && lease != null && now.isBefore(lease.plus(GRACE));
  }

  /** As others read it in the record. */
  public Instant until() {
    return until;
  }

  /** Whether a write may be sent now. */
  public boolean holds() {
    return left().isPositive();
  }

  public boolean renewalDue() {
    return left().compareTo(RENEWAL) < 0;
  }

  /** By the clock that leaves less; zero once it has ended. */
  public Duration left() {
    if (over) {
      return Duration.ZERO;
    }
    Duration byWall = Duration.between(wall.instant(), until);
    Duration byNanos = Duration.ofNanos(untilNanos - nanos.getAsLong());
    Duration left = byWall.compareTo(byNanos) < 0 ? byWall : byNanos;
    if (left.isPositive()) {
      return left;
    }
    over = true;
    return Duration.ZERO;
  }
}
