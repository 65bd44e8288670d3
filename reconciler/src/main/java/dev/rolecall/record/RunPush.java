package dev.rolecall.record;

import dev.rolecall.git.Appended;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.TreeEdit;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pushes a commit of a run; pushing it twice is pushing it once. */
final class RunPush {
  /**
   * Where a commit comes to stand.
   *
   * @param expected the tip of the branch; null: it is not there
   * @param parent the run before, which may be on the branch of the tenant's former name
   */
  record Place(@Nullable ChainCommit expected, @Nullable ChainCommit parent) {}

  private final ChainBranch branch;

  RunPush(ChainBranch branch) {
    this.branch = branch;
  }

  /**
   * Pushes.
   *
   * @param expected null: there is no record yet
   */
  Ended push(@Nullable ChainCommit expected, TreeEdit tree, RunRecord run, ChainMessage message)
      throws IOException {
    return push(new Place(expected, expected), tree, run, message);
  }

  /** Pushes. */
  Ended push(Place place, TreeEdit tree, RunRecord run, ChainMessage message) throws IOException {
    byte[] json = RunJson.write(run);
    tree.put(RunJson.NAME, json);
    return switch (branch.append(place.expected(), place.parent(), tree, message)) {
      case Appended.Landed(ChainCommit commit) -> new Ended.Recorded(commit, run);
      case Appended.Lost _ -> lost(run, json);
      case Appended.Refused(String reason) -> new Ended.Refused(reason);
      case Appended.Unknown(boolean _, String reason) -> new Ended.Unknown(reason);
    };
  }

  /** A first try whose answer was lost may be what the second one lost against. */
  private Ended lost(RunRecord run, byte[] json) throws IOException {
    Optional<ChainCommit> tip = branch.fetch();
    if (tip.isPresent()
        && branch.read(tip.get(), RunJson.NAME).filter(b -> Arrays.equals(b, json)).isPresent()) {
      return new Ended.Recorded(tip.get(), run);
    }
    return new Ended.Lost(tip.flatMap(this::readable));
  }

  private Optional<RunRecord> readable(ChainCommit tip) {
    try {
      return Optional.of(PastRun.runOf(branch, tip));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The tip, if it is of this run and without an end: a renewal whose answer was lost. */
  Optional<ChainCommit> startedBy(RunInfo run) throws IOException {
    return branch
        .fetch()
        .filter(tip ->
            readable(tip)
                .filter(there -> there.run().equals(run) && there.state() == RunState.STARTED)
                .isPresent());
  }
}
