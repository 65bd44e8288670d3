package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of one file: ASCII, each ended by a line break; bounded before anything is made of
 * them.
 */
final class LineFile {
  /** The largest file that is read, in bytes. */
  static final int LARGEST = 16 * 1024 * 1024;

  private LineFile() {}

  static Iterable<String> lines(String path, byte[] bytes) throws BrokenRecord {
    if (bytes.length > LARGEST) {
      throw new BrokenRecord("has a file larger than 16 MiB: " + path);
    }
    if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
      throw new BrokenRecord("has a file that ends in mid-line: " + path);
    }
    for (byte b : bytes) {
      if (b != '\n' && (b < ' ' || b == 0x7f)) {
        throw new BrokenRecord("has a file that is not plain ASCII: " + path);
      }
    }
    return () -> new Lines(bytes);
  }

  private static final class Lines implements Iterator<String> {
    private final byte[] bytes;
    private int at;

    Lines(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean hasNext() {
      return at < bytes.length;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int start = at;
      while (bytes[at] != '\n') {
        at++;
      }
      at++;
      return new String(bytes, start, at - 1 - start, US_ASCII);
    }
  }
}
