package dev.rolecall.sandbox;

import java.util.regex.Pattern;

/** The forms that names, slugs and the parts of capabilities must have. */
final class Words {
  static final Pattern SLUG = Pattern.compile("(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
  static final Pattern AREA = Pattern.compile("[!#-\\[\\]-~]{1,63}");
  static final Pattern ACTION = Pattern.compile("[!#-9;-\\[\\]-~]{1,63}");

  private Words() {}

  static String check(String field, String value, int min, int max, boolean lines) {
    int length = value.codePointCount(0, value.length());
    if (length < min || length > max) {
      throw Refusal.invalid(
          field, field + " must have " + min + " to " + max + " characters, not " + length + ".");
    }
    if (value.codePoints().anyMatch(c -> !(lines && c == '\n') && isTreacherous(c))) {
      throw Refusal.invalid(
          field, field + " must not hold control or bidirectional-override characters.");
    }
    return value;
  }

  private static boolean isTreacherous(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
