package dev.rolecall.http;

import java.io.IOException;
import java.io.Serial;

/** An answer over the limit; asking again would bring it again. */
final class TooLarge extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TooLarge(long limit) {
    super("the answer is larger than " + limit + " bytes");
  }
}
