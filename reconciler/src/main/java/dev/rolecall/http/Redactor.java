package dev.rolecall.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes secrets out of text that came from outside, before it becomes part of a message. */
final class Redactor {
  private static final int LONGEST = 300;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  void hide(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  /** The text without secrets, on one line, and not longer than a sentence or two. */
  String clean(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, "***");
    }
    result = result.strip().replaceAll("\\s+", " ");
    return result.length() <= LONGEST ? result : result.substring(0, LONGEST) + "...";
  }
}
