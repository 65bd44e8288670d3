package dev.rolecall.export;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One text as a YAML scalar that every reader takes for that text: plain where that is safe, also
 * for readers of YAML 1.1 (editors, other tools), else in double quotes.
 */
final class Scalar {
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<~";
  private static final Pattern NUMBER_OR_DATE =
      Pattern.compile(
          "[-+]?\\.?[0-9][0-9_.:,]*([eE][-+]?[0-9]+)?|0[xobXOB][0-9a-fA-F_]+"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[-+]?\\.(inf|nan)",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
  private static final String IN_FLOW = ",[]{}:";

  private Scalar() {}

  /** In a block mapping or list, on one line. */
  static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** Inside braces or brackets. */
  static String inFlow(String text) {
    boolean plain = isPlain(text) && text.chars().noneMatch(c -> IN_FLOW.indexOf(c) >= 0);
    return plain ? text : quoted(text);
  }

  /** A text of several lines, as one literal block where a reader sees exactly what it holds. */
  static boolean isBlock(String text) {
    return text.indexOf('\n') > 0
        && !text.startsWith(" ")
        && !text.endsWith("\n")
        && text.codePoints().allMatch(c -> c == '\n' || visible(c))
        && text.lines().noneMatch(line -> line.endsWith(" ") || line.startsWith("\t"));
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty()
        || INDICATORS.indexOf(text.charAt(0)) >= 0
        || text.startsWith(" ")
        || text.endsWith(" ")
        || text.endsWith(":")
        || text.startsWith("...")) {
      return false;
    }
    return !text.contains(": ")
        && !text.contains(" #")
        && text.codePoints().allMatch(Scalar::visible)
        && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        && !NUMBER_OR_DATE.matcher(text).matches();
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
              if (visible(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
              }
            }
          }
        });
    return out.append('"').toString();
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
