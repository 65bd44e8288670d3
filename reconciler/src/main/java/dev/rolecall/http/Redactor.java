package dev.rolecall.http;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of text that came from outside, before it becomes part of a message. */
final class Redactor {
  private static final int LONGEST = 300;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SecretForms all;

  void hide(String secret) {
    hide(Set.of(secret));
  }

  /** Each as it is, and as it may come back: see {@link SecretForms}. */
  void hide(Collection<String> texts) {
    texts.stream().filter(text -> !text.isEmpty()).forEach(secrets::add);
    all = null;
  }

  /** The text without secrets, on one line, and not longer than a sentence or two. */
  String clean(String text) {
    String result = secrets.isEmpty() ? text : forms().masked(text);
    result = result.strip().replaceAll("\\s+", " ");
    return result.length() <= LONGEST ? result : result.substring(0, LONGEST) + "...";
  }

  /** Made when something is refused: most runs never need it. */
  private SecretForms forms() {
    var known = all;
    if (known == null) {
      known = new SecretForms(secrets);
      all = known;
    }
    return known;
  }
}
