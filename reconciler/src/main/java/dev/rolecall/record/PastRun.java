package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.FileTree;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** One run of the chain. */
public sealed interface PastRun {

  /** Its newest commit. */
  ChainCommit commit();

  /**
   * A commit that is no run that this rolecall can read.
   *
   * @param reason a sentence for people
   */
  record Unreadable(ChainCommit commit, String reason) implements PastRun {}

  /** A run; what it did is read when asked for, and not kept. */
  final class Known implements PastRun {
    private final ChainBranch branch;
    private final ChainCommit commit;
    private final RunRecord run;
    private final @Nullable Known before;

    Known(ChainBranch branch, ChainCommit commit, RunRecord run, @Nullable Known before) {
      this.branch = branch;
      this.commit = commit;
      this.run = run;
      this.before = before;
    }

    @Override
    public ChainCommit commit() {
      return commit;
    }

    public RunRecord run() {
      return run;
    }

    /** What it meant to do. */
    public List<Step> steps() throws IOException {
      return StepLines.read(branch, commit);
    }

    /** How its steps ended; empty while it has no end. */
    public List<StepResult> results() throws IOException {
      return ResultLines.read(branch, commit);
    }

    /** Ids of the commits that its target contains and no run before did. */
    public SortedSet<String> contains() throws IOException {
      return CommitIds.read(branch, commit);
    }

    public FileTree files() throws IOException {
      return branch.files(commit, RunFiles.NAME);
    }

    /** Path to blob id of {@link #files}. */
    public SortedMap<String, String> fileBlobs() throws IOException {
      return branch.blobs(commit, RunFiles.NAME);
    }

    /** Who gained and lost what, by role, kind and id. */
    public List<GrantEvent> events() throws IOException {
      return new RunEvents(branch, this, before).all();
    }
  }

  /** Reads {@code run.json}. */
  static RunRecord runOf(ChainBranch branch, ChainCommit commit) throws IOException {
    return RunJson.read(
        branch
            .read(commit, RunJson.NAME)
            .orElseThrow(
                () -> new BrokenRecord("has no run.json: something else uses the branch")));
  }
}
