package dev.rolecall.cli;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** There is a result, and files or a stream that could not be written with it. */
final class OutputFailedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> failures;

  /**
   * The result stands in all the others.
   *
   * @param failures a sentence for each file or stream
   */
  OutputFailedException(List<String> failures) {
    super(String.join(" ", failures));
    this.failures = List.copyOf(failures);
  }

  List<String> failures() {
    return failures;
  }
}
