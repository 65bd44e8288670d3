package dev.rolecall.report;

import java.util.Locale;

/**
 * Makes text from files and tenants safe to print: what is invisible, moves the cursor, breaks a
 * line or turns the direction of reading is shown as {@code \}{@code u{202E}}. Not for Markdown or
 * HTML, which have characters of their own to fear.
 */
final class ControlEscaper {
  private ControlEscaper() {}

  static String escape(String text) {
    if (isPrintableAscii(text) || text.codePoints().noneMatch(ControlEscaper::unsafe)) {
      return text;
    }
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c == '\n') {
            safe.append("\\n");
          } else if (c == '\t') {
            safe.append("\\t");
          } else if (unsafe(c)) {
            safe.append("\\u{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('}');
          } else {
            safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }

  /** Nearly all text is; asked first because it costs little. */
  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean unsafe(int c) {
    return switch (Character.getType(c)) {
      // FORMAT holds the bidirectional controls, zero-width characters, soft hyphen and tags.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> blankLetter(c);
    };
  }

  /** Letters that show as nothing: combining grapheme joiner and the Hangul fillers. */
  private static boolean blankLetter(int c) {
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
  }
}
