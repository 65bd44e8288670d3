package dev.rolecall.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Looks at the table at the head of each pack index. JGit makes room for as many objects as it says
 * there are, before it sees that the file has no more.
 */
final class PackIndexes {
  private static final int MAGIC = 0xff744f63;
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int TABLE = 256 * Integer.BYTES;

  /** An id, a checksum and an offset. */
  private static final int OBJECT_BYTES = 28;

  private PackIndexes() {}

  /**
   * Checks them all.
   *
   * @param objects the folder of objects
   * @throws UnreadableObjectException for one that says more than it holds
   */
  static void check(Path objects) throws IOException {
    Path folder = objects.resolve("pack");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "*.idx")) {
      for (Path index : indexes) {
        if (Files.isRegularFile(index) && !isSound(index)) {
          throw UnreadableObjectException.of(
              "The pack index " + index.getFileName(), new IOException("its table is damaged"));
        }
      }
    }
  }

  private static boolean isSound(Path index) throws IOException {
    try {
      return saysWhatItHolds(index);
    } catch (NoSuchFileException _) {
      return true; // packed anew meanwhile
    }
  }

  private static boolean saysWhatItHolds(Path index) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(index)) {
      bytes = in.readNBytes(HEAD + TABLE);
    }
    var head = ByteBuffer.wrap(bytes);
    boolean second = bytes.length == HEAD + TABLE && head.getInt(0) == MAGIC;
    if (!second) {
      return bytes.length >= TABLE; // JGit refuses what it does not know
    }
    long before = 0;
    for (int at = HEAD; at < HEAD + TABLE; at += Integer.BYTES) {
      long upTo = Integer.toUnsignedLong(head.getInt(at));
      if (upTo < before) {
        return false;
      }
      before = upTo;
    }
    return before * OBJECT_BYTES <= Files.size(index);
  }
}
