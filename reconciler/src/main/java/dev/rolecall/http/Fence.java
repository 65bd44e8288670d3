package dev.rolecall.http;

import java.time.Duration;

/**
 * How long this run may still write. Each try of each write asks it just before it is sent; its
 * deadline and its waits end with it. Safe for several threads.
 */
@FunctionalInterface
public interface Fence {
  /** Zero or less: nothing is written any more. */
  Duration left();

  /** May always write; for reads, for tests, and where nobody else writes. */
  static Fence none() {
    return () -> Duration.ofDays(365);
  }
}
