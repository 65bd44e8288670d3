package dev.rolecall.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a name reads to somebody in a hurry: without case, accents and separators, and with letters
 * that are taken for one another as one. Of the confusables of Unicode (UTS 39) it knows those of
 * digits, Cyrillic, Greek and Latin letters without a dot or with a stroke that look like others.
 */
final class Skeleton {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** What is taken for what; two letters that look like one come first. */
  private static final Map<String, String> PAIRS = Map.of("rn", "m", "vv", "w");

  private static final String FROM =
      "01i|5\u03b1\u0430\u03b2\u0432\u0441\u0501\u0435\u03b5\u043d\u04bb\u0456"
          + "\u0457\u03b9\u0458\u03ba\u043a\u04cf\u043c\u03bd\u0578\u03bf\u043e\u0440\u03c1\u0455\u0442\u03c4\u03c5\u0443\u0445\u03c7\u051d"
          + "\u0131\u0142\u00f8\u0111\u0127\u0237\u0261\u0251";
  private static final String TO = "olllsaabbcdeehhllljkklmvnooppsttuyxxw" + "llodhjga";

  private Skeleton() {}

  static String of(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT))
            .replaceAll("");
    String bare = SEPARATORS.matcher(plain).replaceAll("");
    var letters = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      int at = FROM.indexOf(bare.charAt(i));
      letters.append(at < 0 ? bare.charAt(i) : TO.charAt(at));
    }
    String read = letters.toString();
    for (Map.Entry<String, String> pair : PAIRS.entrySet()) {
      read = read.replace(pair.getKey(), pair.getValue());
    }
    return read;
  }
}
