package dev.rolecall.http;

import java.io.Serial;

/** A successful answer that lacks something; the message is a clause: {@code no field slug}. */
public final class UnreadableResponse extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public UnreadableResponse(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
