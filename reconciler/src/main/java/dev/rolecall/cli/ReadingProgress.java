package dev.rolecall.cli;

import dev.rolecall.http.Trace;
import java.util.concurrent.atomic.AtomicInteger;

/** Says now and then how many answers have come, so that a large tenant is not a silent one. */
final class ReadingProgress implements Trace {
  private static final int EACH = 10;

  private final StatusLine status;
  private final AtomicInteger answers = new AtomicInteger();

  ReadingProgress(StatusLine status) {
    this.status = status;
  }

  @Override
  public void request(String method, String path, int status, long milliseconds) {
    int count = answers.incrementAndGet();
    if (count % EACH == 0) {
      this.status.hint("the tenant has answered " + count + " requests");
    }
  }
}
