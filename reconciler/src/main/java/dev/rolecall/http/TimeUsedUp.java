package dev.rolecall.http;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** An answer that kept coming for all the time that a try has; asking again would take as long. */
final class TimeUsedUp extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TimeUsedUp(Duration limit) {
    super("not all of it came within " + limit.toSeconds() + " s");
  }
}
