package dev.rolecall.planfile;

import dev.rolecall.codec.Malformed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of what may be a plan, and may have no end: a device, a pipe. */
final class BoundedPlan extends FilterInputStream {
  private final long limit;
  private long count;

  BoundedPlan(InputStream in, long limit) {
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

  private void count(int bytes) {
    count += bytes;
    if (count > limit) {
      throw new Malformed("is larger than %d MiB, and no plan is".formatted(limit >> 20));
    }
  }
}
