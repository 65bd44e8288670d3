package dev.rolecall.report;

import java.util.Locale;

/** The formats that a report can have. */
public enum Format {
  TEXT,
  JSON,
  MARKDOWN;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
