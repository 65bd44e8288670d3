package dev.rolecall.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the name that was probably meant, for messages; never decides anything. */
public final class Suggestions {
  private static final int LONGEST = 100;

  private Suggestions() {}

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

  /**
   * Searches for the first of many names alone: who has a hundred unknown names has another problem
   * than a slip, and each search looks at every name there is.
   */
  public static final class FirstFew {
    private static final int MOST = 100;

    private int searched;

    /** The same as {@link Suggestions#nearest}; nothing after the first hundred searches. */
    public Optional<String> nearest(
        String name, Supplier<? extends Collection<String>> candidates) {
      return searched++ < MOST ? Suggestions.nearest(name, candidates.get()) : Optional.empty();
    }
  }

  /**
   * Optimal string alignment: inserted, removed, changed and swapped letters each cost one. Only
   * the diagonal is looked at, because everything further off costs more than the limit.
   */
  private static int distance(String a, String b, int limit) {
    int far = limit + 1;
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - limit);
      int to = Math.min(b.length(), i + limit);
      row[from - 1] = from == 1 ? i : far;
      int smallest = row[from - 1];
      for (int j = from; j <= to; j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int above = j == i + limit ? far : last[j];
        int cost = Math.min(Math.min(above, row[j - 1]) + 1, last[j - 1] + change);
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
        return far;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
