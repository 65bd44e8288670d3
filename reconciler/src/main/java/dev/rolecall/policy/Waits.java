package dev.rolecall.policy;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which step waits for which, by their ids. */
final class Waits {
  private final SortedMap<String, SortedSet<String>> all = new TreeMap<>();

  /** Adds them. */
  Waits and(Map<String, ? extends Collection<String>> more) {
    more.forEach(this::add);
    return this;
  }

  Waits copy() {
    return new Waits().and(all);
  }

  void add(String step, Collection<String> before) {
    if (!before.isEmpty()) {
      all.computeIfAbsent(step, _ -> new TreeSet<>()).addAll(before);
    }
  }

  /** What this step waits for by itself. */
  Set<String> of(String step) {
    return all.getOrDefault(step, Collections.emptySortedSet());
  }

  /** Whether this step waits for one of these, however many wait in between. */
  boolean isAfter(String step, Set<String> these) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<>(of(step));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (these.contains(next)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(of(next));
      }
    }
    return false;
  }
}
