package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.RemoteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a record, newest first.
 *
 * @param runs each run once, by its newest commit
 */
public record RunHistory(List<PastRun> runs) {
  /** More commits than anybody reads; a chain of more is cut first. */
  private static final int MOST = 100_000;

  public RunHistory {
    runs = List.copyOf(runs);
  }

  static RunHistory read(ChainBranch branch, TenantRecord record) throws IOException {
    List<ChainCommit> chain = branch.history();
    if (chain.size() > MOST) {
      throw new IOException(
          "The record at %s has more than %,d commits; cut it first: rolecall history --cut DATE."
              .formatted(branch.describe(), MOST));
    }
    var runs = new ArrayList<PastRun>();
    @Nullable PastRun before = null;
    for (ChainCommit commit : chain.reversed()) {
      PastRun next;
      try {
        RunRecord run = PastRun.runOf(branch, commit);
        boolean same = before instanceof PastRun.Known last && last.run().run().equals(run.run());
        if (same) {
          runs.removeLast();
        }
        next = new PastRun.Known(branch, commit, run, same ? earlier(runs) : before);
      } catch (RemoteException e) {
        throw e;
      } catch (IOException e) {
        next = new PastRun.Unreadable(commit, record.sentence(e));
      }
      runs.add(next);
      before = next;
    }
    return new RunHistory(runs.reversed());
  }

  private static @Nullable PastRun earlier(List<PastRun> runs) {
    return runs.isEmpty() ? null : runs.getLast();
  }
}
