package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of lines as files: one up to 512 lines, else 16 by the next digit of each key's hash, and
 * so on. So a changed line rewrites one small file and the few short trees above it; the same set
 * always makes the same files. By hash, because ids of one tenant tend to start alike.
 */
final class Buckets {
  static final int LINES = 512;
  static final String FILE = ".txt";

  /** More than one hash has in common with another; deeper than any set needs. */
  private static final int DEEPEST = 40;

  private Buckets() {}

  /**
   * One line.
   *
   * @param key decides the file
   */
  record Line(String key, String text) {}

  /**
   * The files of a set.
   *
   * @param name of the one file without its ending, or of the folder
   * @param lines sorted as they are to stand
   */
  static SortedMap<String, byte[]> files(String name, List<Line> lines) {
    var files = new TreeMap<String, byte[]>();
    if (lines.size() <= LINES) {
      if (!lines.isEmpty()) {
        files.put(name + FILE, bytes(lines));
      }
      return files;
    }
    var hashed = new ArrayList<Hashed>(lines.size());
    lines.forEach(line -> hashed.add(new Hashed(hash(line.key()), line)));
    split(name, hashed, 0, files);
    return files;
  }

  private record Hashed(String hash, Line line) {}

  private static void split(
      String name, List<Hashed> lines, int depth, SortedMap<String, byte[]> files) {
    if (lines.size() <= LINES || depth == DEEPEST) {
      files.put(name + FILE, bytes(lines.stream().map(Hashed::line).toList()));
      return;
    }
    var parts = new TreeMap<Character, List<Hashed>>();
    for (Hashed line : lines) {
      parts.computeIfAbsent(line.hash().charAt(depth), _ -> new ArrayList<>()).add(line);
    }
    parts.forEach((digit, part) -> split(name + "/" + digit, part, depth + 1, files));
  }

  /** The hash that decides where a key stands; 40 hexadecimal digits. */
  static String hash(String key) {
    byte[] bytes = sha("SHA-256").digest(PercentText.word(key).getBytes(UTF_8));
    return HexFormat.of().formatHex(bytes, 0, DEEPEST / 2);
  }

  /** The id that git gives these bytes: what has it already is not written again. */
  static String blobId(byte[] bytes) {
    MessageDigest sha1 = sha("SHA-1");
    sha1.update(("blob " + bytes.length + "\0").getBytes(US_ASCII));
    return HexFormat.of().formatHex(sha1.digest(bytes));
  }

  private static byte[] bytes(List<Line> lines) {
    var out = new ByteArrayOutputStream();
    for (Line line : lines) {
      out.writeBytes(line.text().getBytes(US_ASCII));
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static MessageDigest sha(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
