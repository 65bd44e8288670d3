package dev.rolecall.cli;

import dev.rolecall.reconcile.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * SIGINT and SIGTERM. Most commands end at once. One that {@link #hearing} tells how it ended: it
 * is broken off wherever it is, until it begins to write to a tenant; then it is only asked to come
 * to an end, records what it did, and the process ends when it has.
 */
final class Interrupts implements StopSignal {
  /** Longest time for the reports of what is broken off: a stream may be stuck. */
  private static final Duration TELLING = Duration.ofSeconds(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Hearer hearer;
  private boolean requested;
  private boolean endsByItself;
  private boolean brokenOff;

  /** Who is told of a signal, on a thread of its own. */
  interface Hearer {
    /** The command goes no further; this is the last that it says. */
    void brokenOff();

    /** The command comes to its end by itself. */
    void ending();
  }

  /** Whether somebody asked this process to end. */
  @Override
  public synchronized boolean requested() {
    return requested;
  }

  /** From now on signals are told, and the process ends with 130. */
  synchronized void hearing(Hearer command) {
    hearer = command;
  }

  /** From here on a signal breaks nothing off. Does not return where one has done so already. */
  @Override
  public void endsByItself() {
    synchronized (this) {
      if (!brokenOff) {
        endsByItself = true;
        return;
      }
    }
    awaitEnd();
  }

  @Override
  public synchronized void mayBeBrokenOff() {
    endsByItself = false;
  }

  /** Makes signals count from now on. Once per process. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "interrupts"));
  }

  /** The command has come to its end; the process may go. */
  void ended() {
    ended.countDown();
  }

  /** Runs when the process ends, by itself or by a signal. */
  private void shutDown() {
    @Nullable Hearer told;
    boolean breaksOff;
    synchronized (this) {
      told = hearer;
      if (ended.getCount() == 0 || told == null) {
        return;
      }
      requested = true;
      brokenOff = !endsByItself;
      breaksOff = brokenOff;
    }
    if (breaksOff) {
      tell(told::brokenOff);
    } else {
      tell(told::ending);
      awaitEnd();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  private static void tell(Runnable telling) {
    try {
      Thread.ofPlatform().daemon().start(telling).join(TELLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
