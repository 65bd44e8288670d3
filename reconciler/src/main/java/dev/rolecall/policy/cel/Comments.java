package dev.rolecall.policy.cel;

import java.util.Locale;

/**
 * Finds comments of CEL. They end with their line, and YAML folds lines: what was written below one
 * would silently be part of it, and the rule say less than its reader sees.
 */
final class Comments {
  private final String text;

  private Comments(String text) {
    this.text = text;
  }

  /** Where the first one begins, in UTF-16 units; -1: there is none. */
  static int first(String text) {
    return new Comments(text).first();
  }

  private int first() {
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        return at;
      }
      char c = text.charAt(at);
      at = c == '"' || c == '\'' ? afterString(at) : at + 1;
    }
    return -1;
  }

  private int afterString(int from) {
    String quote = text.substring(from, from + 1);
    String end = text.startsWith(quote.repeat(3), from) ? quote.repeat(3) : quote;
    boolean raw = isRaw(from);
    int at = from + end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      at += text.charAt(at) == '\\' && !raw ? 2 : 1;
    }
    return at + end.length();
  }

  /** Before it stands r, b or both, in any case and order. */
  private boolean isRaw(int quote) {
    String before = text.substring(Math.max(0, quote - 2), quote).toLowerCase(Locale.ROOT);
    return before.endsWith("r") || before.endsWith("rb");
  }
}
