package dev.rolecall.sandbox;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Prefixed ULIDs: 48 bits of time and 80 random ones in Crockford's base 32. Not for secrets. */
final class Ulids {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Ulids() {}

  /** For example {@code usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B}. */
  static String next(String prefix, Instant now) {
    var random = ThreadLocalRandom.current();
    var text = new StringBuilder(prefix).append('_');
    digits(text, now.toEpochMilli(), 10);
    digits(text, random.nextLong(), 8);
    digits(text, random.nextLong(), 8);
    return text.toString();
  }

  private static void digits(StringBuilder text, long bits, int count) {
    for (int shift = 5 * (count - 1); shift >= 0; shift -= 5) {
      text.append(DIGITS.charAt((int) (bits >>> shift) & 31));
    }
  }
}
