package dev.rolecall.record;

import java.util.Comparator;

/**
 * A target that no other target contains.
 *
 * @param dirty the files of that run differed from the commit, so the commit itself is older
 */
public record Top(String commit, boolean dirty) implements Comparable<Top> {
  static final String DIRTY = "+dirty";

  private static final Comparator<Top> ORDER =
      Comparator.comparing(Top::commit).thenComparing(Top::dirty);

  static Top parse(String text) {
    return text.endsWith(DIRTY)
        ? new Top(text.substring(0, text.length() - DIRTY.length()), true)
        : new Top(text, false);
  }

  @Override
  public int compareTo(Top other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return dirty ? commit + DIRTY : commit;
  }
}
