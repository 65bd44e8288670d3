package dev.rolecall.git;

import java.io.IOException;
import java.io.Serial;

/** A link, a submodule, or a file in the place of a folder: whole, and not what a program wrote. */
final class OddEntryException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  OddEntryException(String message) {
    super(message);
  }
}
