package dev.rolecall.record;

import dev.rolecall.git.Appended;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.TreeEdit;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the record of a tenant is that has another name now. Its branch is closed before the other
 * one goes on, so that no run is recorded on both: a job of an older commit, which knows the old
 * name alone, is refused.
 *
 * @param name what the tenant is called now
 */
record FormerRecord(ChainBranch branch, String name) {

  /** The last run; empty where there is none, or where the record goes on under a third name. */
  Optional<LastRun> fetch() throws IOException {
    Optional<ChainCommit> tip = branch.fetch();
    if (tip.isEmpty()) {
      return Optional.empty();
    }
    LastRun last = LastRun.read(branch, tip.get());
    @Nullable String renamed = last.run().ties().renamed();
    return renamed == null || renamed.equals(name) ? Optional.of(last) : Optional.empty();
  }

  /**
   * Pushes the first commit of a run under the new name.
   *
   * @param last as it was fetched
   */
  Ended goOn(ChainBranch own, LastRun last, TreeEdit tree, RunRecord run, ChainMessage message)
      throws IOException {
    Optional<ChainCommit> there = own.fetch();
    if (there.isPresent() && PastRun.runOf(own, there.get()).ties().renamed() == null) {
      return new Ended.Lost(Optional.empty());
    }
    return switch (close(last, message)) {
      case Appended.Landed(ChainCommit closed) ->
          new RunPush(own).push(new RunPush.Place(there.orElse(null), closed), tree, run, message);
      case Appended.Lost _ -> new Ended.Lost(Optional.empty());
      case Appended.Refused(String reason) -> new Ended.Refused(reason);
      case Appended.Unknown(boolean _, String reason) -> new Ended.Unknown(reason);
    };
  }

  /** Says on the branch where the record goes on; once. */
  private Appended close(LastRun last, ChainMessage by) throws IOException {
    if (name.equals(last.run().ties().renamed())) {
      return new Appended.Landed(last.commit());
    }
    RunRecord run = last.run().with(last.run().ties().renamed(name));
    TreeEdit tree = branch.edit(last.commit());
    tree.put(RunJson.NAME, RunJson.write(run));
    var message = new ChainMessage(RunMessage.renamed(run, name), by.author(), by.time());
    return branch.append(last.commit(), tree, message);
  }
}
