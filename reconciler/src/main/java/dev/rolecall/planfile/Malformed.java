package dev.rolecall.planfile;

import java.io.Serial;

/** A plan file is not what it should be; becomes a problem before it leaves the package. */
final class Malformed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A clause that follows the name of the file: {@code steps[3] has no level}. */
  Malformed(String message) {
    super(message);
  }
}
