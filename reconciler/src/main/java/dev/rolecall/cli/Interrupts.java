package dev.rolecall.cli;

import dev.rolecall.reconcile.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGINT and SIGTERM. Most commands end at once; one that is writing to a tenant is only asked to
 * come to an end, records what it did, and the process ends when it has.
 */
final class Interrupts implements StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Whether somebody asked this process to end. */
  @Override
  public boolean requested() {
    return requested.get();
  }

  /** Asks whoever {@link #endsByItself} to come to an end; what a signal does. */
  void request() {
    requested.set(true);
  }

  /** From here on a signal breaks nothing off. */
  @Override
  public void endsByItself() {
    ending.set(true);
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
    if (ended.getCount() == 0 || !ending.get()) {
      return;
    }
    request();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }
}
