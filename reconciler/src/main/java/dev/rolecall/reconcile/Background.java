package dev.rolecall.reconcile;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work on a thread of its own, begun now and asked for later. */
final class Background<T> {
  /** Reads something. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Background<T> of(Work<T> work) {
    var task = new FutureTask<>(work::run);
    Thread.startVirtualThread(task);
    return new Background<>(task);
  }

  /** {@link #get} for callers that cannot name an {@link IOException}. */
  T join() {
    try {
      return get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the outcome; what the work threw is thrown here. */
  T get() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
