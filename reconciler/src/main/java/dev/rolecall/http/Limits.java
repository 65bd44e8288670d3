package dev.rolecall.http;

import java.time.Duration;

/**
 * How long, how much and how often.
 *
 * @param call one try, from its connection to the last byte of its answer
 * @param allTries of one call, waits not counted; when they took so long, none begins any more
 * @param answerBytes most bytes of one answer, after decompression
 * @param tries of one call that finds the way or the remote side broken; half of it without a
 *     connection
 * @param oddTries of one call whose answers are no HTTP, which a lost connection can look like
 * @param throttledTries of one call that meets the rate limit
 * @param longestWait the longest Retry-After that is waited for
 * @param allWaits of one call that is refused before its work, over all its tries
 */
record Limits(
    Duration connect,
    Duration read,
    Duration call,
    Duration allTries,
    long answerBytes,
    int tries,
    int oddTries,
    int throttledTries,
    Duration longestWait,
    Duration allWaits) {
  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofMinutes(3),
          64L << 20,
          8,
          2,
          30,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));
}
