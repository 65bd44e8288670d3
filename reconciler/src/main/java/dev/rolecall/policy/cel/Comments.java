package dev.rolecall.policy.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds comments of CEL. They end with their line, and YAML folds lines: what was written below one
 * would silently be part of it, and the rule say less than its reader sees.
 */
final class Comments {
  /** A string, raw or with escapes, or else what begins a comment; strings are passed over. */
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile(
          "[rR]\"[^\"]*\"|[rR]'[^']*'|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|(//)",
          Pattern.DOTALL);

  private Comments() {}

  /** Where the first one begins, in UTF-16 units; -1: there is none. */
  static int first(String text) {
    Matcher found = STRING_OR_COMMENT.matcher(text);
    while (found.find()) {
      if (found.group(1) != null) {
        return found.start();
      }
    }
    return -1;
  }
}
