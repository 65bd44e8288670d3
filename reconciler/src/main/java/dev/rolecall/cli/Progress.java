package dev.rolecall.cli;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.RunListener;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.plan.Step;
import dev.rolecall.report.Renderer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a run goes, on standard error: a line that is redrawn on a terminal, each outcome as it
 * happens elsewhere.
 */
final class Progress implements RunListener, AutoCloseable {
  private final CliContext context;
  private final boolean terminal;
  private final AtomicInteger done = new AtomicInteger();
  private int total;

  Progress(CliContext context) {
    this.context = context;
    this.terminal = context.terminal().err();
  }

  @Override
  public void waiting(String sentence) {
    line(ErrorText.safe(sentence));
  }

  @Override
  public void starting(int steps) {
    total = steps;
  }

  @Override
  public void ended(Step step, Outcome outcome) {
    int ended = done.incrementAndGet();
    if (!terminal) {
      line(Renderer.line(step, outcome));
    } else if (ended == total || ended % Math.max(1, total / 200) == 0) {
      context.status().show(ended + " of " + total + " steps");
    }
  }

  @Override
  public void sessionsEnded(SessionOutcome outcome) {
    if (!terminal) {
      line(Renderer.line(outcome));
    }
  }

  private void line(String text) {
    print(text + "\n");
  }

  private synchronized void print(String text) {
    context.err().print(text);
    context.err().flush();
  }

  @Override
  public void close() {
    context.status().clear();
  }
}
