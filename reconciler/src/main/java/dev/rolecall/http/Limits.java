package dev.rolecall.http;

import java.time.Duration;

/**
 * How long, how much and how often.
 *
 * @param call one try, from its connection to the last byte of its answer
 * @param answerBytes most bytes of one answer, after decompression
 * @param tries of one call that finds the way or the remote side broken; half of it without a
 *     connection
 * @param throttledTries of one call that meets the rate limit
 * @param longestWait the longest Retry-After that is waited for
 * @param allWaits of one call that is refused before its work, over all its tries
 */
record Limits(
    Duration connect,
    Duration read,
    Duration call,
    long answerBytes,
    int tries,
    int throttledTries,
    Duration longestWait,
    Duration allWaits) {
  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          64L << 20,
          8,
          30,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));
}
