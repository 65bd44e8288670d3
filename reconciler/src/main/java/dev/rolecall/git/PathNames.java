package dev.rolecall.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * File names as text, the same from a working tree and from a commit, whatever the locale of the
 * JVM. Git stores bytes; the JDK's {@link Path#toString} loses those that the locale cannot show.
 */
final class PathNames {
  private PathNames() {}

  /** The last name of a path of the local file system. */
  static String of(Path path) {
    String shown = path.getFileName().toString();
    if (shown.chars().allMatch(c -> c < 0x80)) {
      return shown;
    }
    return decode(uriBytes(path));
  }

  /** A path of git's, each of its names decoded on its own. */
  static String decodePath(byte[] path) {
    for (byte b : path) {
      if (b < 0) {
        return decodeNames(path);
      }
    }
    return new String(path, StandardCharsets.US_ASCII);
  }

  private static String decodeNames(byte[] path) {
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= path.length; i++) {
      if (i == path.length || path[i] == '/') {
        text.append(decode(Arrays.copyOfRange(path, start, i))).append('/');
        start = i + 1;
      }
    }
    return text.substring(0, text.length() - 1);
  }

  /** Strict UTF-8, or else the ASCII of it with every other byte as {@code \xE9}. */
  static String decode(byte[] name) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(name))
          .toString();
    } catch (CharacterCodingException e) {
      StringBuilder text = new StringBuilder();
      for (byte b : name) {
        text.append(b >= 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02X", b));
      }
      return text.toString();
    }
  }

  /** Whether a path is relative, plain and stays below its root. */
  static boolean isPlain(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.indexOf('\\') >= 0
          || name.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  static void requirePlain(String path) {
    if (!isPlain(path)) {
      throw new IllegalArgumentException("not a plain relative path: " + path);
    }
  }

  /** A file URI percent-encodes the very bytes of the name. */
  private static byte[] uriBytes(Path path) {
    String raw = path.toUri().getRawPath();
    String encoded = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    String name = encoded.substring(encoded.lastIndexOf('/') + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '%') {
        bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(name.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
