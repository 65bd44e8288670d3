package dev.rolecall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The documents that a refusal prints for its reader to paste. */
final class Pasted {
  private static final Pattern DOCUMENT =
      Pattern.compile("have this reviewed as (\\S+):\n((?: {8}.*\n)+)");

  private Pasted() {}

  /** By file, with an owner and a reason filled in. */
  static Map<String, String> from(String out) {
    var documents = new LinkedHashMap<String, String>();
    var found = DOCUMENT.matcher(out);
    while (found.find()) {
      String text = found.group(2).replaceAll("(?m)^ {8}", "");
      String filled =
          text.replace("WHO ANSWERS FOR IT", "identity-team")
              .replace("WHY IT IS MEANT", "They left");
      if (documents.put(found.group(1), filled) != null) {
        throw new AssertionError("two documents for " + found.group(1) + ":\n" + out);
      }
    }
    if (documents.isEmpty()) {
      throw new AssertionError("nothing to paste:\n" + out);
    }
    return documents;
  }
}
