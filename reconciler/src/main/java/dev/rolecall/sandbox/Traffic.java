package dev.rolecall.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How unkind the sandbox is to its callers, and what it notes about them.
 *
 * @param requestsPerMinute 0: no limit
 * @param latency added to every answer
 * @param faultRate share of requests, 0 to 1, that fail at random
 * @param faultSeed the same seed gives the same sequence of faults
 * @param accessLog one line per request (method, path with query, status, milliseconds), appended
 */
public record Traffic(
    int requestsPerMinute,
    Duration latency,
    double faultRate,
    long faultSeed,
    @Nullable Path accessLog) {

  /** No limit, no latency, no faults, no log. */
  public static final Traffic CALM = new Traffic(0, Duration.ZERO, 0, 1, null);
}
