package dev.rolecall.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a client takes from outside; made by use cases, and by tests.
 *
 * @param variables of the environment: for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either letter
 *     case
 * @param files what settings point to
 * @param parallelism most requests in flight, at least 1
 */
public record HttpEnvironment(
    Map<String, String> variables,
    PointedFiles files,
    Timing timing,
    int parallelism,
    Trace trace) {
  public HttpEnvironment {
    variables = Map.copyOf(variables);
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is at least 1");
    }
  }

  /** Time and chance. */
  public record Timing(InstantSource clock, Sleeper sleeper, RandomGenerator random) {}
}
