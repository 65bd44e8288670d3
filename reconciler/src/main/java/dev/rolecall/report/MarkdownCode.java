package dev.rolecall.report;

import java.util.List;

/**
 * Puts text from outside into Markdown: always as code, where no syntax, HTML, mention or issue
 * number means anything. There is no way here to put it elsewhere.
 */
final class MarkdownCode {
  private MarkdownCode() {}

  /** A code span that shows exactly this text, made safe and at most so many characters of it. */
  static String span(String text, int most) {
    String safe = Excerpt.of(ControlEscaper.escape(text), most);
    if (safe.isBlank()) {
      return "(empty)";
    }
    String ticks = "`".repeat(longestRun(safe) + 1);
    boolean pad = safe.startsWith("`") || safe.endsWith("`") || safe.startsWith(" ");
    return pad ? ticks + " " + safe + " " + ticks : ticks + safe + ticks;
  }

  /** A fenced block of lines that are safe already. */
  static String fence(String language, List<String> lines) {
    int longest = lines.stream().mapToInt(MarkdownCode::longestRun).max().orElse(0);
    String ticks = "`".repeat(Math.max(3, longest + 1));
    return ticks + language + "\n" + String.join("\n", lines) + "\n" + ticks + "\n";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
