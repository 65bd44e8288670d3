package dev.rolecall.record;

import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.Globs;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.TreeFile;
import dev.rolecall.git.WorkingFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs, one after the other, from any clone; keeps in memory what the record keeps on a branch. */
final class RecordedRuns {
  private static final Set<String> NAMES = Set.of("rolecall.yaml");

  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Set<String> since = new HashSet<>();
  private final List<FollowedRun> past = new ArrayList<>();
  private Set<Followed> tops = Set.of();

  /** Applies a commit, unless that goes back; then nothing is recorded. */
  Direction apply(Path clone, String commit) throws IOException {
    return apply(clone, commit, false);
  }

  Direction rollback(Path clone, String commit) throws IOException {
    return apply(clone, commit, true);
  }

  private Direction apply(Path clone, String commit, boolean rollback) throws IOException {
    try (GitRepository git = open(clone);
        Lineage lineage = git.lineage(Globs.DEFAULT, NAMES, this::blob)) {
      keep(git.files(new Commit(commit, Instant.EPOCH, "")).list(Globs.DEFAULT));
      return run(lineage, new Candidate(Followed.commit(commit), lineage.files(commit)), rollback);
    }
  }

  /** Applies the working tree. */
  Direction applyDirty(Path clone) throws IOException {
    try (GitRepository git = open(clone);
        Lineage lineage = git.lineage(Globs.DEFAULT, NAMES, this::blob)) {
      WorkingFiles working = new WorkingFiles(clone);
      keep(working.list(Globs.DEFAULT));
      String head = git.head().orElseThrow().id();
      FileSet files = lineage.files(head).with(working, git.uncommitted(Globs.DEFAULT, NAMES));
      return run(lineage, new Candidate(Followed.dirty(head, files), files), false);
    }
  }

  private Direction run(Lineage lineage, Candidate candidate, boolean rollback) throws IOException {
    GoingBack goingBack = new GoingBack(lineage);
    Direction direction =
        past.isEmpty()
            ? new Direction.Forward(false)
            : goingBack.judge(
                candidate,
                new Known(past.getFirst(), tops, () -> since, () -> past.subList(1, past.size())));
    boolean forward = direction instanceof Direction.Forward;
    if (forward || rollback) {
      boolean keep = !rollback && direction.equals(new Direction.Forward(true));
      Followed target = keep ? past.getFirst().target() : candidate.target();
      since.addAll(goingBack.newIds(target, tops));
      tops = goingBack.newTops(target, tops);
      past.addFirst(new FollowedRun(target, candidate.files(), rollback));
    }
    return direction;
  }

  private void keep(List<TreeFile> files) throws IOException {
    for (TreeFile file : files) {
      blobs.put(file.contentId(), file.bytes());
    }
  }

  private Optional<byte[]> blob(String id) {
    return Optional.ofNullable(blobs.get(id));
  }

  private static GitRepository open(Path dir) throws IOException {
    return GitRepository.open((GitRoot.InGit) GitRoot.find(dir));
  }
}
