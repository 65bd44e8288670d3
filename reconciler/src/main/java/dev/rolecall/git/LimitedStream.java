package dev.rolecall.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is refused after so many bytes. */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long count;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int taken = super.read(buffer, offset, length);
    count(Math.max(taken, 0));
    return taken;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int bytes) throws IOException {
    count += bytes;
    if (count > limit) {
      throw new IOException("it sends more than " + (limit >> 20) + " MiB");
    }
  }
}
