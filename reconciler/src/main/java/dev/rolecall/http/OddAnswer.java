package dev.rolecall.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;

/**
 * Whether what came is no answer of HTTP: a status line that is none, a head without an end, a 407
 * from who is no proxy. It comes from what listens there, so many tries help little; one more does
 * where a kept connection held the rest of an older answer.
 */
final class OddAnswer {
  /** OkHttp's words for a body that stops early, which is a lost connection. */
  private static final String CUT = "unexpected end of stream";

  private OddAnswer() {}

  static boolean is(IOException cause) {
    return cause instanceof ProtocolException
        ? !CUT.equals(cause.getMessage())
        : cause.getCause() instanceof EOFException end && isInsideALine(end);
  }

  /** OkHttp says what it had when no line ended: of a connection that just ended, nothing. */
  private static boolean isInsideALine(EOFException end) {
    String text = String.valueOf(end.getMessage());
    return text.startsWith("\\n not found: ") && !text.endsWith(" content=\u2026");
  }
}
