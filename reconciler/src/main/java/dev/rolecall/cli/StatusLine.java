package dev.rolecall.cli;

import java.io.PrintWriter;

/** One line on standard error that is drawn anew, for people who wait at a terminal. */
final class StatusLine {
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private boolean shown;
  private boolean claimed;

  StatusLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows the text in place of the one before, and from now on no hint; nobody may watch. */
  synchronized void show(String text) {
    claimed = true;
    draw(text);
  }

  /** Shows the text unless something better has been shown. */
  synchronized void hint(String text) {
    if (!claimed) {
      draw(text);
    }
  }

  private void draw(String text) {
    if (terminal) {
      err.print(ERASE + text);
      err.flush();
      shown = true;
    }
  }

  /** Takes it away, before anything else is printed. */
  synchronized void clear() {
    if (shown) {
      err.print(ERASE);
      err.flush();
      shown = false;
    }
  }
}
