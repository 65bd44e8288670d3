package dev.rolecall.cli;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.RunLog;
import dev.rolecall.plan.Step;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a run goes, on standard error: a line that is redrawn on a terminal, a line per tenth
 * elsewhere.
 */
final class Progress implements RunLog, AutoCloseable {
  private static final int PARTS = 10;

  private final CliContext context;
  private final boolean terminal;
  private final AtomicInteger done = new AtomicInteger();
  private int total;

  Progress(CliContext context) {
    this.context = context;
    this.terminal = context.terminal().err();
  }

  @Override
  public void starting(int steps) {
    total = steps;
  }

  @Override
  public void ended(Step step, Outcome outcome) {
    int ended = done.incrementAndGet();
    boolean tells =
        terminal
            ? ended == total || ended % Math.max(1, total / 200) == 0
            : total >= 1000 && ended * PARTS / total != (ended - 1) * PARTS / total;
    if (tells) {
      synchronized (this) {
        context
            .err()
            .print(
                (terminal ? "\r" : "")
                    + ended
                    + " of "
                    + total
                    + " steps"
                    + (terminal ? "" : "\n"));
        context.err().flush();
      }
    }
  }

  @Override
  public void close() {
    if (terminal && done.get() > 0) {
      context.err().print("\r\u001b[K");
      context.err().flush();
    }
  }
}
