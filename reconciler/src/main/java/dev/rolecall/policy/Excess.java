package dev.rolecall.policy;

import dev.rolecall.model.Limit;

/**
 * A number above its limit.
 *
 * @param all how many there are; the number is among them
 */
record Excess(int number, int all, Limit limit) {
  /** Whether it is above at all. */
  boolean isOne() {
    return limit.by(number, all) != Limit.Reached.WITHIN;
  }

  /** {@code The limit is 30.} */
  String sentence() {
    return switch (limit.by(number, all)) {
      case WITHIN -> "";
      case ABOVE_CEILING -> "The limit is %d.".formatted(limit.ceiling());
      case ABOVE_SHARE ->
          "The limit is %d %% of all %d once there are more than %d; this is %d %%."
              .formatted(limit.share(), all, limit.floor(), percent());
    };
  }

  private long percent() {
    return all == 0 ? 100 : Math.ceilDiv((long) number * 100, all);
  }
}
