package dev.rolecall.record;

import dev.rolecall.git.FileSet;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.UnreadableObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether applying a commit would undo what was applied (design.md, section 5, Going back). By
 * ancestry where there is one, else by files; where neither can say which is later, it goes back.
 * Knows no tenant and no remote.
 */
public final class GoingBack {
  private final Lineage commits;
  private final TargetLineage targets;

  public GoingBack(Lineage lineage) {
    this.commits = lineage;
    this.targets = new TargetLineage(lineage);
  }

  /**
   * Where applying it leads.
   *
   * @throws IOException when the record or the clone's disk cannot be read; what is missing in the
   *     clone is no exception
   */
  public Direction judge(Candidate candidate, Known known) throws IOException {
    Followed last = known.last().target();
    boolean sameFiles = candidate.files().equals(known.last().files());
    boolean older = isOlder(candidate.target(), known);
    if (sameFiles) {
      return new Direction.Forward(older || cameBack(candidate, last));
    }
    if (older) {
      return olderOne(candidate.target(), known);
    }
    if (targets.contains(candidate.target(), last) || tookIn(candidate, known)) {
      return new Direction.Forward(false);
    }
    return new Direction.GoesBack(last, targets.readable(last));
  }

  /** The tops after a run whose target this is. */
  public Set<Followed> newTops(Followed target, Set<Followed> tops) {
    Set<Followed> all = new LinkedHashSet<>(tops);
    all.add(target);
    Set<Followed> best = new LinkedHashSet<>(all);
    best.removeIf(
        top -> all.stream().anyMatch(other -> !other.equals(top) && targets.contains(other, top)));
    return best;
  }

  /** The ids of all commits that a target contains and none of the readable tops does. */
  public List<String> newIds(Followed target, Set<Followed> tops) {
    return commits.newIds(target.commit(), tops.stream().map(Followed::commit).toList());
  }

  private boolean isOlder(Followed target, Known known) throws IOException {
    boolean allReadable = true;
    for (Followed top : known.tops()) {
      if (target.equals(top)) {
        return true;
      }
      boolean readable = targets.readable(top);
      allReadable &= readable;
      if (readable && targets.contains(top, target)) {
        return true;
      }
    }
    // The readable tops contain every id of the list; a dirty target is in no list.
    return !allReadable && !target.isDirty() && known.since().get().contains(target.commit());
  }

  /**
   * Whether the target's history had the files before, went on, and came back to them: then the
   * commit is where the history was at that time.
   */
  private boolean cameBack(Candidate candidate, Followed last) throws IOException {
    try {
      return targets.readable(last) && targets.leaves(candidate.files(), last, candidate.target());
    } catch (UnreadableObjectException e) {
      return false;
    }
  }

  private boolean tookIn(Candidate candidate, Known known) throws IOException {
    try {
      return targets.readable(known.last().target())
          ? tookInByHistory(candidate, known.last())
          : tookInByRecord(candidate, known);
    } catch (UnreadableObjectException e) {
      return false;
    }
  }

  private boolean tookInByHistory(Candidate candidate, FollowedRun last) throws IOException {
    Followed target = last.target();
    FileSet files = targets.files(target, last.files());
    Set<FileSet> bases = targets.bases(candidate.target(), target);
    return new TakenIn(
            commits,
            files,
            bases.isEmpty() ? Set.of(FileSet.EMPTY) : bases,
            targets.history(target, files, candidate.target()))
        .by(targets.line(candidate, target));
  }

  /**
   * The target's branch is gone, so the record is its history: the newest run whose target the
   * commit contains stands for the merge base.
   */
  private boolean tookInByRecord(Candidate candidate, Known known) throws IOException {
    FileSet target = known.last().files();
    List<FileSet> newestFirst = new ArrayList<>(List.of(target));
    for (FollowedRun run : known.past().get()) {
      if (targets.contains(candidate.target(), run.target())) {
        return !run.files().equals(target)
            && new TakenIn(commits, target, Set.of(run.files()), versions(newestFirst))
                .by(targets.line(candidate, run.target()));
      }
      newestFirst.add(run.files());
    }
    return false;
  }

  private static Set<Lineage.Version> versions(List<FileSet> newestFirst) {
    Set<Lineage.Version> versions = new LinkedHashSet<>();
    Set<FileSet> older = new HashSet<>();
    for (FileSet files : newestFirst.reversed()) {
      boolean cameBack = older.size() > (older.contains(files) ? 1 : 0);
      versions.add(new Lineage.Version(files, cameBack));
      older.add(files);
    }
    return versions;
  }

  /** Of a commit that is older: whether a run with {@code --rollback} left it. */
  private Direction olderOne(Followed target, Known known) throws IOException {
    FollowedRun later = known.last();
    if (!targets.contains(later.target(), target)) {
      for (FollowedRun run : known.past().get()) {
        if (targets.contains(run.target(), target)) {
          FollowedRun leaving = known.last().rollback() ? known.last() : later;
          return leaving.rollback()
              ? new Direction.RolledBack(known.last().target(), leaving.target())
              : new Direction.Superseded(known.last().target());
        }
        later = run;
      }
    }
    return new Direction.Superseded(known.last().target());
  }
}
