package dev.rolecall.cli;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** Files or a stream that could not be written; the message is whole sentences. */
final class OutputFailedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  OutputFailedException(List<String> failures) {
    super(String.join(" ", failures));
  }
}
