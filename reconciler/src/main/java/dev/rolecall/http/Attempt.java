package dev.rolecall.http;

import java.io.IOException;
import java.time.Duration;

/** How one try ended. */
sealed interface Attempt {
  record Answered(HttpResponse response, Duration took) implements Attempt {}

  /**
   * No answer, or not all of it.
   *
   * @param sent whether the request had begun to leave, so that it may have had its effect
   */
  record Lost(IOException cause, boolean sent, Duration took) implements Attempt {}

  /** It was not sent, because the {@link Fence} does not let it. */
  record Fenced() implements Attempt {}
}
