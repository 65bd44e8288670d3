package dev.rolecall.sandbox;

import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong with a request on purpose. */
enum Fault {
  NONE,
  RATE_LIMITED,
  UNAVAILABLE,
  /** The connection ends before anything was done. */
  RESET_BEFORE,
  /** The work is done and committed, then the connection ends without an answer. */
  RESET_AFTER,
  /** The work is done and committed, then the connection ends in the middle of the answer. */
  CUT_SHORT;

  /** A seeded sequence of faults, one for each request in the order of their arrival. */
  static final class Dice {
    private static final List<Fault> REAL =
        List.of(RATE_LIMITED, UNAVAILABLE, RESET_BEFORE, RESET_AFTER, CUT_SHORT);

    private final double rate;
    private final SplittableRandom random;

    Dice(double rate, long seed) {
      this.rate = rate;
      random = new SplittableRandom(seed);
    }

    synchronized Fault roll() {
      boolean fails = random.nextDouble() < rate;
      Fault fault = REAL.get(random.nextInt(REAL.size()));
      return fails ? fault : NONE;
    }
  }

  /** Refuses where the fault is a refusal. */
  void refuse() {
    switch (this) {
      case RATE_LIMITED ->
          throw new Refusal(ErrorCode.RATE_LIMITED, "Too many requests (a fault made on purpose).")
              .header("Retry-After", "0");
      case UNAVAILABLE ->
          throw new Refusal(ErrorCode.UNAVAILABLE, "Not available (a fault made on purpose).");
      case NONE, RESET_BEFORE, RESET_AFTER, CUT_SHORT -> {}
    }
  }
}
