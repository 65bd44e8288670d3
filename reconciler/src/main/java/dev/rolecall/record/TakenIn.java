package dev.rolecall.record;

import dev.rolecall.git.FileSet;
import dev.rolecall.git.Lineage;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a line of commits took a target in, judged by files alone: the answer for squash, rebase,
 * cherry-pick and a queue, where no commit contains the target.
 */
final class TakenIn {
  private final Lineage lineage;
  private final FileSet target;
  private final Set<FileSet> bases;
  private final Set<Lineage.Version> history;
  private final Set<FileSet> everyBase;

  /**
   * @param bases the files where the line and the target's history part; at least one
   * @param history the versions of the target's own history since then, the target's included
   */
  TakenIn(
      Lineage lineage, FileSet target, Set<FileSet> bases, Collection<Lineage.Version> history) {
    this.lineage = lineage;
    this.target = target;
    this.bases = Set.copyOf(bases);
    this.history = new LinkedHashSet<>(history);
    this.everyBase = new LinkedHashSet<>(bases);
    history.forEach(version -> everyBase.add(version.files()));
  }

  /**
   * Whether it did.
   *
   * @param line the files along it, newest first, the commit to apply included
   */
  boolean by(List<FileSet> line) throws IOException {
    // Any line takes in a target without a change of its own: only its files now can tell.
    boolean nothing = bases.contains(target);
    for (FileSet point : new LinkedHashSet<>(line)) {
      if ((!nothing && point.equals(target)) || takes(everyBase, point, target)) {
        return true;
      }
      if (nothing || tookIn(point)) {
        return false;
      }
    }
    return false;
  }

  /** Whether the target's history took in what the line has here, and took it back. */
  private boolean tookIn(FileSet point) throws IOException {
    if (!point.equals(target) && history.contains(new Lineage.Version(point, true))) {
      return true;
    }
    if (takes(bases, target, point)) {
      return false;
    }
    for (Lineage.Version version : history) {
      if (takes(bases, version.files(), point)) {
        return true;
      }
    }
    return false;
  }

  /** Merging {@code theirs} into {@code files} changes nothing, whichever base is taken. */
  private boolean takes(Set<FileSet> froms, FileSet files, FileSet theirs) throws IOException {
    for (FileSet base : froms) {
      if (!lineage.mergeKeeps(base, files, theirs)) {
        return false;
      }
    }
    return true;
  }
}
