package dev.rolecall.apply;

import java.util.Optional;

/**
 * Is asked before each call of the tenant whether the run may start another. What is in flight is
 * never broken off. Safe for several threads.
 */
@FunctionalInterface
public interface RunControl {
  /** Empty: go on. Otherwise a clause that says why nothing more is started. */
  Optional<String> whyStop();

  /** Never stops. */
  static RunControl none() {
    return Optional::empty;
  }
}
