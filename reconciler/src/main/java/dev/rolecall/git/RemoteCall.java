package dev.rolecall.git;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One operation on a remote, on a thread of its own, with a total time limit. It ends by closing
 * what it opened: sockets and processes. A thread that even this does not free (a name look-up) is
 * left behind as a daemon, and can send nothing any more.
 */
final class RemoteCall {
  /** How long an ended thread may take to leave what it shares with the caller. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final List<Closeable> opened = new ArrayList<>();
  private boolean ended;
  private volatile boolean sent;

  /** What is done with the remote. */
  interface Task<T> {
    T run(RemoteCall call) throws IOException;
  }

  /**
   * Runs the task.
   *
   * @throws TookTooLong when the limit is over
   */
  <T> T within(Duration limit, Task<T> task) throws IOException {
    FutureTask<T> future = new FutureTask<>(() -> task.run(this));
    Thread thread = Thread.ofPlatform().daemon().name("git-remote").start(future);
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      end();
      awaitEnd(thread);
      throw new TookTooLong("it did not finish within " + words(limit), e);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new TookTooLong("it was interrupted", e);
    } catch (ExecutionException e) {
      throw rethrow(e);
    } finally {
      end();
    }
  }

  /** The limit of a call is over, or the caller has no time left. */
  static final class TookTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TookTooLong(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** Closes this when the call ends; at once if it has ended. */
  <C extends Closeable> C closing(C resource) throws IOException {
    synchronized (opened) {
      if (!ended) {
        opened.add(resource);
        return resource;
      }
    }
    resource.close();
    throw new IOException("the call has ended");
  }

  /** To be asked before each write that may have an effect: after the end nothing is sent. */
  void sending() throws IOException {
    synchronized (opened) {
      if (ended) {
        throw new IOException("the call has ended");
      }
    }
  }

  /** From here on the remote may have done what was asked for. */
  void markSent() {
    sent = true;
  }

  boolean hasSent() {
    return sent;
  }

  private void end() {
    List<Closeable> all;
    synchronized (opened) {
      ended = true;
      all = List.copyOf(opened.reversed());
      opened.clear();
    }
    for (Closeable each : all) {
      try {
        each.close();
      } catch (IOException e) {
        // It is gone, which is what was wanted.
      }
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      var _ = thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException rethrow(ExecutionException e) {
    Throwable cause = e.getCause();
    return switch (cause) {
      case IOException io -> io;
      case RuntimeException bug -> UnreadableObjectException.seenIn(bug).orElseThrow(() -> bug);
      case Error error -> throw error;
      case null, default -> new IOException(cause);
    };
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
