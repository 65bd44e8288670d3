package dev.rolecall.desired.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text that a YAML parser can take: everything that editors, terminals and reviewers show
 * differently from what it is has been refused, in comments too (CVE-2021-42574), and replaced.
 */
final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final String file;
  private final ProblemCollector complaints;

  SourceText(String file, ProblemCollector complaints) {
    this.file = file;
    this.complaints = complaints;
  }

  /** The text; null when the file is refused as a whole. */
  @Nullable String decode(byte[] bytes) {
    if (bytes.length > YamlReader.MAX_BYTES) {
      complaints.add(
          RuleId.FILE_TOO_LARGE, SourceRef.wholeFile(file), () -> tooLarge(bytes.length));
      return null;
    }
    if (looksLikeUtf16(bytes)) {
      complaints.add(
          RuleId.INVALID_UTF8,
          new SourceRef(file, 1, 1),
          () -> "This is UTF-16 or binary, not UTF-8 text.");
      return null;
    }
    String text = new String(bytes, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes)) {
      return null;
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      complaints.add(
          RuleId.BYTE_ORDER_MARK,
          new SourceRef(file, 1, 1),
          () -> "The file starts with a byte order mark.");
      text = text.substring(1);
    }
    return visible(text);
  }

  static String tooLarge(long bytes) {
    return "The file has %,d bytes; the limit is 16 MiB (%,d bytes)."
        .formatted(bytes, YamlReader.MAX_BYTES);
  }

  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return (first + second == 0xFE + 0xFF && (first == 0xFE || first == 0xFF))
        || first == 0
        || second == 0;
  }

  private boolean isUtf8(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    if (!decoder.decode(in, out, true).isError()) {
      return true;
    }
    String before = out.flip().toString();
    int line = 1;
    int lineStart = 0;
    for (int i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    int column = before.codePointCount(lineStart, before.length()) + 1;
    complaints.add(
        RuleId.INVALID_UTF8,
        new SourceRef(file, line, column),
        () -> "The byte 0x%02X is not valid UTF-8 here.".formatted(bytes[in.position()] & 0xFF));
    return false;
  }

  /** Refuses tabs in indentation (null then) and invisible characters (replaced then). */
  private @Nullable String visible(String text) {
    StringBuilder replaced = null;
    boolean tabs = false;
    boolean indenting = true;
    int line = 1;
    int column = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      column++;
      if (c == '\n') {
        line++;
        column = 0;
        indenting = true;
        continue;
      }
      if (c == '\t') {
        if (indenting && !restIsBlank(text, i)) {
          var at = new SourceRef(file, line, column);
          complaints.add(RuleId.TAB_INDENTATION, at, () -> "The line is indented with a tab.");
          tabs = true;
          indenting = false;
        }
        continue;
      }
      if (c == ' ') {
        continue;
      }
      indenting = false;
      if ((c > ' ' && c < 0x7F) || (c == '\r' && text.startsWith("\n", i + 1))) {
        continue;
      }
      if (isHidden(c)) {
        complaints.add(
            RuleId.CONTROL_CHARACTER, new SourceRef(file, line, column), () -> describe(c));
        if (replaced == null) {
          replaced = new StringBuilder(text);
        }
        replaced.setCharAt(i, c == '\r' ? '\n' : REPLACEMENT);
      } else if (Character.isLowSurrogate(c)) {
        column--;
      }
      if (c == '\r') {
        line++;
        column = 0;
        indenting = true;
      }
    }
    if (tabs) {
      return null;
    }
    return replaced == null ? text : replaced.toString();
  }

  private static boolean restIsBlank(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  /** Controls, separators that some tools take for a line end, bidirectional controls, BOM. */
  static boolean isHidden(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == BYTE_ORDER_MARK
        || c >= '\uFFFE';
  }

  /** The index of the first hidden character; -1 without one. */
  static int firstHidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c < 0x7F) || c == '\n';
      if (!plain && isHidden(c)) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the first half of a surrogate pair, which no file can hold; -1 without one. */
  static int firstHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && isHalf(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  static String describe(char c) {
    if (c == '\r') {
      return "A line ends with a bare carriage return (U+000D); end lines with a line feed.";
    }
    String name = Character.getName(c);
    String called = name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")";
    return "The character U+%04X%s cannot be seen and is not allowed.".formatted((int) c, called);
  }
}
