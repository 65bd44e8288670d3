package dev.rolecall.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant, for messages; never decides anything. */
public final class NearNames {
  private static final int LONGEST = 100;

  private NearNames() {}

  /** The nearest of the candidates, if one is near enough; the first in their order on a tie. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.min(3, Math.max(1, wanted.length() / 3));
    String best = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) <= limit) {
        int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), limit);
        if (distance <= limit) {
          best = candidate;
          limit = distance - 1;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code Did you mean users:suspend?}, or the other advice when nothing is near. */
  public static String adviceFor(String name, Collection<String> candidates, String otherwise) {
    return nearest(name, candidates).map(near -> "Did you mean " + near + "?").orElse(otherwise);
  }

  /** Optimal string alignment: inserted, removed, changed and swapped letters each cost one. */
  private static int distance(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int smallest = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforeLast[j - 2] + 1);
        }
        row[j] = cost;
        smallest = Math.min(smallest, cost);
      }
      if (smallest > limit) {
        return limit + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
