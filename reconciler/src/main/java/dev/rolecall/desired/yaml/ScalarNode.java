package dev.rolecall.desired.yaml;

import dev.rolecall.problem.SourceRef;
import java.util.Optional;

/**
 * A single value. The type follows the core schema of YAML 1.2: {@code yes} and {@code 2026-12-01}
 * are strings, {@code true} and {@code 12} are not. NULL also stands for a value already refused.
 *
 * @param text the value without quotes and escapes
 * @param oneLine whether it ends on the line on which it begins
 */
public record ScalarNode(String text, Type type, SourceRef at, int start, int end, boolean oneLine)
    implements Node {
  /** The types of the core schema. */
  public enum Type {
    STRING,
    INTEGER,
    FLOAT,
    BOOLEAN,
    NULL
  }

  private static final int SHOWN = 60;

  @Override
  public String described() {
    return switch (type) {
      case STRING -> "the text \"" + excerpt() + "\"";
      case INTEGER, FLOAT -> "the number " + excerpt();
      case BOOLEAN -> "the truth value " + excerpt();
      case NULL -> "empty";
    };
  }

  /** What of this text no editor shows, in a sentence; it was written as an escape. */
  public Optional<String> hidden() {
    int at = SourceText.firstHidden(text);
    return at < 0 ? Optional.empty() : Optional.of(SourceText.describe(text.charAt(at)));
  }

  /** The text on one line, cut to what a message can hold. */
  public String excerpt() {
    return excerpt(text);
  }

  /** Any text on one line, cut to what a message can hold. */
  public static String excerpt(String text) {
    String line = text.replace('\n', ' ');
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
