package dev.rolecall.problem;

/** How bad a problem is: an error stops or blocks the run, the others are only said. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE;

  /** The lower-case word that reports print, for example {@code error}. */
  public String word() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}
