package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Texts as printable ASCII without white space, so that names of a tenant make file names and lines
 * of a list. What is not allowed stands as {@code %2F}, by its UTF-8 bytes; half of a surrogate
 * pair, which has none, as {@code %uD800}. One text has one such form.
 */
final class PercentText {
  /** The longest text that is written and read, in characters; group paths have up to 2,000. */
  static final int LONGEST = 4000;

  private static final String IN_NAMES = "-_.@+";
  private static final String IN_LINES = IN_NAMES + "/:=,~!$*()";

  private PercentText() {}

  /** For one name of a path: no slash, and no dot at either end, as in {@code .git}. */
  static String name(String text) {
    String encoded = encode(text, IN_NAMES);
    if (encoded.endsWith(".")) {
      encoded = encoded.substring(0, encoded.length() - 1) + "%2E";
    }
    return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
  }

  /** For one word of a line. */
  static String word(String text) {
    return encode(text, IN_LINES);
  }

  static String ofName(String name) throws BrokenRecord {
    String text = bounded(decode(name));
    return checked(text, name, name(text));
  }

  static String ofWord(String word) throws BrokenRecord {
    // Nearly every id of a million is so.
    if (!word.isEmpty() && word.length() <= LONGEST && standsForItself(word, IN_LINES)) {
      return word;
    }
    String text = bounded(decode(word));
    return checked(text, word, word(text));
  }

  private static String bounded(String text) throws BrokenRecord {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw broken();
    }
    return text;
  }

  private static String checked(String text, String given, String again) throws BrokenRecord {
    if (!given.equals(again)) {
      throw broken();
    }
    return text;
  }

  private static String encode(String text, String allowed) {
    if (text.length() > LONGEST) {
      // Before anything is pushed: what is written must be read again.
      throw new IllegalArgumentException("a name or id of more than 4,000 characters");
    }
    if (standsForItself(text, allowed)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80 && isAllowed((char) point, allowed)) {
        out.append((char) point);
      } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        out.append("%%u%04X".formatted(point));
      } else {
        for (byte b : Character.toString(point).getBytes(UTF_8)) {
          out.append("%%%02X".formatted(b));
        }
      }
    }
    return out.toString();
  }

  private static boolean standsForItself(String text, String allowed) {
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i), allowed)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c, String allowed) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || allowed.indexOf(c) >= 0;
  }

  private static String decode(String encoded) throws BrokenRecord {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    if (encoded.length() > LONGEST * 12) {
      throw broken();
    }
    var out = new StringBuilder();
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); ) {
      boolean escape = encoded.charAt(i) == '%';
      if (escape && encoded.startsWith("%u", i)) {
        flush(bytes, out);
        out.append((char) hex(encoded, i + 2, i + 6));
        i += 6;
      } else if (escape) {
        bytes.write(hex(encoded, i + 1, i + 3));
        i += 3;
      } else {
        flush(bytes, out);
        out.append(encoded.charAt(i));
        i++;
      }
    }
    flush(bytes, out);
    return out.toString();
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder out) throws BrokenRecord {
    if (bytes.size() > 0) {
      try {
        out.append(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
      } catch (CharacterCodingException e) {
        throw broken();
      }
      bytes.reset();
    }
  }

  private static int hex(String text, int from, int to) throws BrokenRecord {
    try {
      return Integer.parseUnsignedInt(text, from, to, 16);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw broken();
    }
  }

  private static BrokenRecord broken() {
    return new BrokenRecord("has a name that rolecall does not write so");
  }
}
