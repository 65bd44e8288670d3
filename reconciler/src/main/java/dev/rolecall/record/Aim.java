package dev.rolecall.record;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a run is heading.
 *
 * @param target the last target where the commit is older than that and has the same files
 * @param tops targets of all runs and of this one that no other target contains
 * @param contains ids of the commits that the target contains and no run before did
 * @param files of the commit that runs, whatever the target
 */
public record Aim(Target target, SortedSet<Top> tops, SortedSet<String> contains, RunFiles files) {
  public Aim {
    tops = Collections.unmodifiableSortedSet(new TreeSet<>(tops));
    contains = Collections.unmodifiableSortedSet(new TreeSet<>(contains));
  }
}
