package dev.rolecall.tenant.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The requests that a server answered, in its own words: its access log, line by line. */
final class RequestLog {
  /** Method, path with query, status. */
  static final String PATTERN = "@request %m %U %s";

  /** Only so that a server that hangs ends the test. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Between an answer and its line a thread of the server may lose its turn. */
  private static final Duration TURN = Duration.ofMillis(15);

  private static final Pattern LINE = Pattern.compile("@request (\\S+) (\\S+) (\\d+)$");

  private final List<Request> requests = new ArrayList<>();

  /** Whether the line was one of the access log. */
  synchronized boolean takes(String line) {
    var found = LINE.matcher(line);
    if (!found.find()) {
      return false;
    }
    requests.add(new Request(found.group(1), found.group(2), Integer.parseInt(found.group(3))));
    notifyAll();
    return true;
  }

  synchronized int size() {
    return requests.size();
  }

  /** Those from a size on. */
  synchronized List<Request> from(int size) {
    return List.copyOf(requests.subList(size, requests.size()));
  }

  /** Waits until a request for exactly this path is in the log, and a turn longer. */
  synchronized void await(String path) {
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (requests.reversed().stream().noneMatch(it -> it.path().equals(path))) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(path + " is not in the access log");
        }
        wait(PATIENCE.toMillis() / 10);
      }
      // Not until the log is quiet: other tests use the server too.
      long turn = System.nanoTime() + TURN.toNanos();
      for (long left = 1; left > 0; left = (turn - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
