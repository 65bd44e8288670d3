package dev.rolecall.record;

import dev.rolecall.git.Appended;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.NewCommit;
import dev.rolecall.git.TreeEdit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Erasure: the chain starts anew with the state that the last run before a date left behind,
 * without that run's steps and outcomes, and names what it replaces; runs since the date follow as
 * they were. The commits before are gone from the branch; a host may keep them until it cleans up.
 * Names in {@code subjects/}, {@code files/} and {@code applied/} are those of the state, and stay.
 */
public final class ChainCut {
  private final ChainBranch branch;
  private final RunHistory history;

  ChainCut(ChainBranch branch, RunHistory history) {
    this.branch = branch;
    this.history = history;
  }

  /** How it ended. */
  public sealed interface Result {
    /**
     * It is cut.
     *
     * @param gone how many runs are no longer told
     */
    record Cut(int gone, ChainCommit tip) implements Result {}

    /**
     * There is no run before the date that is told of.
     *
     * @param root the run whose state the record begins with since an earlier cut, where that is
     *     older than the date; null: every run is of that date or later
     */
    record NothingOlder(@Nullable RunRecord root) implements Result {}

    /** The last run is not settled, and its steps are needed for that: apply first. */
    record Unsettled(RunRecord run) implements Result {}

    /** A commit that is no run stands in the way. */
    record Unreadable(String reason) implements Result {}

    /** The branch was not moved. */
    record NotMoved(Appended why) implements Result {}
  }

  Result at(Instant date, String actor, Instant now) throws IOException {
    var kept = new ArrayList<PastRun.Known>();
    var gone = new ArrayList<PastRun.Known>();
    for (PastRun run : history.runs()) {
      switch (run) {
        case PastRun.Unreadable unreadable -> {
          if (gone.isEmpty()) {
            return new Result.Unreadable(unreadable.reason());
          }
        }
        case PastRun.Known readable -> {
          boolean older = !gone.isEmpty() || readable.run().progress().begun().isBefore(date);
          (older ? gone : kept).add(readable);
        }
      }
    }
    if (gone.isEmpty()) {
      return new Result.NothingOlder(null);
    }
    if (gone.size() == 1 && wasCut(gone.getFirst())) {
      return new Result.NothingOlder(gone.getFirst().run());
    }
    PastRun.Known tip = kept.isEmpty() ? gone.getFirst() : kept.getFirst();
    if (unsettled(tip)) {
      return new Result.Unsettled(tip.run());
    }
    Appended appended = branch.restart(tip.commit(), chain(gone, kept, tip, actor, now));
    return appended instanceof Appended.Landed(ChainCommit commit)
        ? new Result.Cut(told(gone), commit)
        : new Result.NotMoved(appended);
  }

  private static boolean wasCut(PastRun.Known run) {
    return run.run().ties().replaces() != null;
  }

  /** Runs of which the record told more than the state that they left. */
  private static int told(List<PastRun.Known> gone) {
    return gone.size() - (wasCut(gone.getLast()) ? 1 : 0);
  }

  /** An older rolecall did not count what it cut off. */
  private static int cutBefore(PastRun.Known oldest) {
    @Nullable CutOff cut = oldest.run().ties().cut();
    return cut == null ? (wasCut(oldest) ? 1 : 0) : cut.runs();
  }

  private static boolean unsettled(PastRun.Known tip) throws IOException {
    return switch (tip.run().state()) {
      case STARTED -> true;
      case DONE -> false;
      case PARTIAL -> tip.results().stream().anyMatch(r -> r.word() == StepResult.Word.UNKNOWN);
    };
  }

  private List<NewCommit> chain(
      List<PastRun.Known> gone,
      List<PastRun.Known> kept,
      PastRun.Known tip,
      String actor,
      Instant now)
      throws IOException {
    PastRun.Known base = gone.getFirst();
    int runs = told(gone) + cutBefore(gone.getLast());
    var cut = new CutOff(actor, now, runs);
    RunRecord root = base.run().with(base.run().ties().replaces(tip.commit().id(), cut));
    TreeEdit tree = RunTree.cut(branch, base.commit());
    CommitIds.write(tree, contained(gone));
    tree.put(RunJson.NAME, RunJson.write(root));
    var chain = new ArrayList<NewCommit>();
    String text = RunMessage.cut(root, actor, told(gone));
    chain.add(new NewCommit(tree, new ChainMessage(text, RunMessage.plain(actor), now)));
    for (PastRun.Known run : kept.reversed()) {
      ChainCommit commit = run.commit();
      chain.add(
          new NewCommit(
              branch.edit(commit),
              new ChainMessage(
                  commit.message(), RunMessage.plain(run.run().run().actor()), commit.time())));
    }
    return chain;
  }

  private static SortedSet<String> contained(List<PastRun.Known> gone) throws IOException {
    var all = new TreeSet<String>();
    for (PastRun.Known run : gone) {
      all.addAll(run.contains());
    }
    return all;
  }
}
