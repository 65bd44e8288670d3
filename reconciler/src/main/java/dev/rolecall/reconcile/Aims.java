package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.record.Aim;
import dev.rolecall.record.Direction;
import dev.rolecall.record.Followed;
import dev.rolecall.record.GoingBack;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RunFiles;
import dev.rolecall.record.Target;
import dev.rolecall.record.Top;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where a run of the commit at hand is heading, as the record keeps it. */
final class Aims {
  private final RolesRepository repository;
  private final DesiredSide asked;

  Aims(RolesRepository repository, DesiredSide asked) {
    this.repository = repository;
    this.asked = asked;
  }

  /**
   * The aim of a run.
   *
   * @param rollback the commit becomes the target also where it is older than the last one
   */
  Aim aim(boolean rollback) throws IOException {
    TenantSettings tenant = asked.settings();
    Commit commit = Objects.requireNonNull(asked.commit(), "a run that is recorded has a commit");
    List<String> changed = asked.source().changed();
    try (Lineage lineage = repository.records().lineage(tenant)) {
      FileSet files = lineage.files(commit.id());
      if (asked.dirty()) {
        files = files.with(repository.files(), changed);
      }
      var runFiles = new RunFiles(treeFiles(files), !asked.dirty());
      Optional<LastRun> last = asked.record().last();
      if (last.isPresent() && keepsTarget() && !rollback) {
        return new Aim(
            last.get().run().target(), last.get().run().tops(), new TreeSet<>(), runFiles);
      }
      var target =
          new Target(commit.id(), asked.dirty(), files.digest(), repository.isOnRemote(commit));
      Followed followed = CommitJudge.followed(commit, files, asked.dirty());
      Set<Followed> tops = last.map(run -> CommitJudge.tops(run, files(run))).orElse(Set.of());
      var goingBack = new GoingBack(lineage);
      return new Aim(
          target,
          goingBack.newTops(followed, tops).stream()
              .map(CommitJudge::top)
              .collect(Collectors.toCollection(TreeSet<Top>::new)),
          new TreeSet<>(goingBack.newIds(followed, tops)),
          runFiles);
    }
  }

  private boolean keepsTarget() {
    return switch (asked.record().direction()) {
      case Direction.Forward(boolean keepTarget) -> keepTarget;
      case Direction.Superseded _, Direction.RolledBack _ -> true;
      case Direction.GoesBack _ -> false;
    };
  }

  private static FileSet files(LastRun last) {
    try {
      return FileSet.of(last.fileBlobs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TreeFile> treeFiles(FileSet files) throws IOException {
    FileTree tree = repository.files();
    var found = new ArrayList<TreeFile>();
    for (String path : files.blobs().keySet()) {
      tree.file(path).ifPresent(found::add);
    }
    return found;
  }
}
