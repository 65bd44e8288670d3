package dev.rolecall.record;

import dev.rolecall.model.DefinitionIds;
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
 * @param vanished what those files, or files before them, declared no more and the tenant has
 */
public record Aim(
    Target target,
    SortedSet<Top> tops,
    SortedSet<String> contains,
    RunFiles files,
    DefinitionIds vanished) {
  public Aim {
    tops = Collections.unmodifiableSortedSet(new TreeSet<>(tops));
    contains = Collections.unmodifiableSortedSet(new TreeSet<>(contains));
  }

  /** Nothing has vanished. */
  public Aim(Target target, SortedSet<Top> tops, SortedSet<String> contains, RunFiles files) {
    this(target, tops, contains, files, DefinitionIds.none());
  }

  public Aim leaving(DefinitionIds things) {
    return new Aim(target, tops, contains, files, things);
  }
}
