package dev.rolecall.cli;

import java.util.Optional;

/** A reason that somebody gives on the command line, for whoever reads the record later. */
final class Reason {
  private static final int LONGEST = 1_000;

  private Reason() {}

  /** What is wrong with it, a sentence; empty: nothing. */
  static Optional<String> wrong(String option, String text) {
    if (text.isBlank()) {
      return Optional.of(option + " takes the reason, for whoever reads of it later.");
    }
    if (text.length() > LONGEST) {
      return Optional.of("The reason of %s has more than 1,000 characters.".formatted(option));
    }
    return !ErrorText.safe(text).equals(text)
        ? Optional.of(
            "The reason of %s is one line, without characters that do not show.".formatted(option))
        : Optional.empty();
  }
}
