package dev.rolecall.git;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Git's packet lines: four hex digits of length, then the bytes. Reading is bounded. */
final class Packets {
  /** All refs of a remote that speaks no protocol 2: about a million of them, none kept. */
  private static final long TEXT_LIMIT = 128L << 20;

  private final InputStream in;
  private long text;

  Packets(InputStream in) {
    this.in = in;
  }

  /** What stands between lines. */
  enum Mark {
    FLUSH("0000"),
    DELIMITER("0001"),
    END("0002");

    final String text;

    Mark(String text) {
      this.text = text;
    }
  }

  /** One packet: a mark, or bytes. */
  static final class Packet {
    private final @Nullable Mark mark;
    private final byte[] bytes;

    Packet(@Nullable Mark mark, byte[] bytes) {
      this.mark = mark;
      this.bytes = bytes;
    }

    /** Null for a packet with bytes. */
    @Nullable Mark mark() {
      return mark;
    }

    byte[] bytes() {
      return bytes;
    }

    String line() {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
  }

  Packet next() throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length == 0) {
      throw new EOFException("it closed the connection");
    }
    int length = length(head);
    if (length < 4) {
      return switch (length) {
        case 0 -> new Packet(Mark.FLUSH, new byte[0]);
        case 1 -> new Packet(Mark.DELIMITER, new byte[0]);
        case 2 -> new Packet(Mark.END, new byte[0]);
        default -> throw new IOException("it does not speak git's protocol");
      };
    }
    byte[] bytes = in.readNBytes(length - 4);
    if (bytes.length < length - 4) {
      throw new EOFException("it closed the connection");
    }
    return new Packet(null, bytes);
  }

  /** The next line; null at a mark. A line with which the remote gives up is thrown. */
  @Nullable String line() throws IOException {
    Packet packet = next();
    if (packet.mark() != null) {
      return null;
    }
    text += packet.bytes().length;
    if (text > TEXT_LIMIT) {
      throw new IOException("it says more than 128 MiB about its refs");
    }
    String line = packet.line();
    if (line.startsWith("ERR ")) {
      throw new IOException(RemoteWords.line(line.substring(4), "it gave no reason"));
    }
    return line;
  }

  private static int length(byte[] head) throws IOException {
    int length = 0;
    for (byte digit : head) {
      int value = Character.digit(digit, 16);
      if (value < 0) {
        throw new IOException("it does not speak git's protocol");
      }
      length = length * 16 + value;
    }
    if (head.length < 4) {
      throw new EOFException("it closed the connection");
    }
    return length;
  }

  /** Text lines and marks to be sent. */
  static final class Request {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Request line(String text) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(
          String.format(Locale.ROOT, "%04x", content.length + 4)
              .getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(content);
      return this;
    }

    Request mark(Mark mark) {
      bytes.writeBytes(mark.text.getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
