package dev.rolecall.report;

import java.util.Locale;

/** Numbers in sentences. */
final class Counted {
  private Counted() {}

  /** {@code 1 holder}, {@code 9,950 holders}. */
  static String of(long count, String noun) {
    if (count == 1) {
      return "1 " + noun;
    }
    String plural =
        noun.endsWith("ity") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return number(count) + " " + plural;
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
