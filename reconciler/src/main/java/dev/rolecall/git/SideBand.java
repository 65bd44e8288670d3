package dev.rolecall.git;

import dev.rolecall.git.Packets.Packet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first band of an answer as a stream that ends with it. What the remote says beside it is kept
 * up to 8 KiB; with the third band it gives up.
 */
final class SideBand extends InputStream {
  private static final int SAID = 8192;

  private final Packets packets;
  private final StringBuilder said = new StringBuilder();
  private byte[] current = new byte[0];
  private int at;
  private boolean over;

  SideBand(Packets packets) {
    this.packets = packets;
  }

  /** What the remote said beside its answer; not fit for a message as it is. */
  String said() {
    return said.toString();
  }

  @Override
  public int read() throws IOException {
    return fill() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, current.length - at);
    System.arraycopy(current, at, buffer, offset, taken);
    at += taken;
    return taken;
  }

  private boolean fill() throws IOException {
    while (at == current.length && !over) {
      Packet packet = packets.next();
      byte[] bytes = packet.bytes();
      if (packet.mark() != null) {
        over = true;
      } else if (bytes.length > 0) {
        take(bytes);
      }
    }
    return at < current.length;
  }

  private void take(byte[] bytes) throws IOException {
    switch (bytes[0]) {
      case 1 -> {
        current = bytes;
        at = 1;
      }
      case 2 -> {
        if (said.length() < SAID) {
          said.append(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
        }
      }
      default ->
          throw new IOException(
              RemoteWords.line(
                  new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8),
                  "it gave up and gave no reason"));
    }
  }
}
