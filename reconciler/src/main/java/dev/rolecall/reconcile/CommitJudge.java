package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.Lineage;
import dev.rolecall.record.Candidate;
import dev.rolecall.record.Direction;
import dev.rolecall.record.Followed;
import dev.rolecall.record.FollowedRun;
import dev.rolecall.record.GoingBack;
import dev.rolecall.record.Known;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.record.Top;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a commit against the runs of a record: does applying it go on, or back? */
final class CommitJudge {
  private final Lineage lineage;
  private final TenantRecord record;

  CommitJudge(Lineage lineage, TenantRecord record) {
    this.lineage = lineage;
    this.record = record;
  }

  Direction judge(Commit commit, FileSet files, boolean dirty, LastRun last) throws IOException {
    var lastFiles = FileSet.of(last.fileBlobs());
    var known =
        new Known(
            new FollowedRun(
                followed(last.run(), lastFiles), lastFiles, last.run().run().rollback()),
            tops(last, lastFiles),
            this::contained,
            this::past);
    return new GoingBack(lineage)
        .judge(new Candidate(followed(commit, files, dirty), files), known);
  }

  /** Against the commit that a ref of an older rolecall names: all that is known of it. */
  Direction judge(Commit commit, FileSet files, boolean dirty, Commit seed) throws IOException {
    Followed last = Followed.commit(seed.id());
    var known =
        new Known(
            new FollowedRun(last, lineage.files(seed.id()), false),
            Set.of(last),
            Set::of,
            List::of);
    return new GoingBack(lineage)
        .judge(new Candidate(followed(commit, files, dirty), files), known);
  }

  /** What a run of this commit follows. */
  static Followed followed(Commit commit, FileSet files, boolean dirty) {
    return dirty ? Followed.dirty(commit.id(), files) : Followed.commit(commit.id());
  }

  private static Followed followed(RunRecord run, FileSet files) {
    return run.target().dirty()
        ? Followed.dirty(run.target().commit(), files)
        : Followed.commit(run.target().commit());
  }

  /** Of a dirty top only the last one's files are at hand; of the others the commit says enough. */
  static Set<Followed> tops(LastRun last, FileSet files) {
    return last.run().tops().stream()
        .map(top ->
            !top.dirty()
                ? Followed.commit(top.commit())
                : top.equals(last.run().target().top())
                    ? Followed.dirty(top.commit(), files)
                    : Followed.dirty(top.commit(), FileSet.EMPTY))
        .collect(Collectors.toSet());
  }

  static Top top(Followed followed) {
    return new Top(followed.commit(), followed.isDirty());
  }

  private Set<String> contained() throws IOException {
    var ids = new HashSet<String>();
    for (PastRun run : record.history().runs()) {
      if (run instanceof PastRun.Known readable) {
        ids.addAll(readable.contains());
      }
    }
    return ids;
  }

  private List<FollowedRun> past() throws IOException {
    var runs = new ArrayList<FollowedRun>();
    @Nullable PastRun newest = null;
    for (PastRun run : record.history().runs()) {
      if (newest == null) {
        newest = run;
      } else if (run instanceof PastRun.Known readable) {
        var files = FileSet.of(readable.fileBlobs());
        runs.add(
            new FollowedRun(
                followed(readable.run(), files), files, readable.run().run().rollback()));
      }
    }
    return runs;
  }
}
