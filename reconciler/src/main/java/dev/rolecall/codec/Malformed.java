package dev.rolecall.codec;

import java.io.Serial;

/** JSON is not what it should be; whoever knows the name of the file makes a problem of it. */
public final class Malformed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A clause that follows the name of the file: {@code steps[3] has no level}. */
  public Malformed(String message) {
    super(message);
  }
}
