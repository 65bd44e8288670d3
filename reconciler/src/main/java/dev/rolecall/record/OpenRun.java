package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.Hold;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that is written ahead and may write while its lease holds. {@link #lease} and {@link
 * #isTip} may be asked by any thread; renewing and ending is for one.
 */
public final class OpenRun {
  private static final int TRIES = 2;

  private final ChainBranch branch;
  private final RunPush push;
  private final LeaseClock clock;
  private final RunStart start;
  private volatile ChainCommit tip;
  private volatile boolean moving;
  private RunRecord record;
  private volatile Lease lease;
  private volatile @Nullable Hold hold;

  OpenRun(ChainBranch branch, LeaseClock clock, RunStart start, Ended.Recorded begun, Lease lease) {
    this.branch = branch;
    this.push = new RunPush(branch);
    this.clock = clock;
    this.start = start;
    this.tip = begun.commit();
    this.record = begun.run();
    this.lease = lease;
  }

  /** The lease that holds now; ask anew before each try of each write. */
  public Lease lease() {
    return lease;
  }

  /** The hold that was placed while it ran; null: none was. */
  public @Nullable Hold hold() {
    return hold;
  }

  /**
   * Whether the branch is where this run left it; asks the remote. True while the run itself moves
   * it, and where somebody has placed a hold upon it.
   */
  public boolean isTip() throws IOException {
    ChainCommit ours = tip;
    boolean movingBefore = moving;
    Optional<String> there = branch.tipId();
    return there.equals(Optional.of(ours.id()))
        || movingBefore
        || moving
        || !ours.equals(tip)
        || goesOnFromHold();
  }

  /** Whether the tip is this run still, with something else over the tenant. */
  private synchronized boolean goesOnFromHold() throws IOException {
    Optional<ChainCommit> ours = push.startedBy(record.run());
    if (ours.isEmpty()) {
      return false;
    }
    tip = ours.get();
    @Nullable Hold there = StandingFile.read(branch, tip).hold();
    hold = there == null || there.equals(start.standing().hold()) ? null : there;
    return true;
  }

  /** The run as it is recorded. */
  public RunRecord record() {
    return record;
  }

  /**
   * Renews the lease. Anything but {@link Ended.Recorded} ends the run: it must send nothing more,
   * and say its end.
   *
   * @param now for the commit
   */
  public synchronized Ended renew(Instant now) throws IOException {
    if (!lease.holds()) {
      return new Ended.Refused("its lease has ended");
    }
    Lease next = clock.lease();
    RunRecord renewed = record.with(record.progress().until(next.until()));
    var message = message(RunMessage.renewed(renewed, start.steps()), now);
    moving = true;
    try {
      Ended ended = push.push(tip, branch.edit(tip), renewed, message);
      if (ended instanceof Ended.Lost && goesOnFromHold()) {
        ended = push.push(tip, branch.edit(tip), renewed, message);
      }
      if (ended instanceof Ended.Recorded landed) {
        tip = landed.commit();
        record = renewed;
        lease = next;
      }
      return ended;
    } finally {
      moving = false;
    }
  }

  /** The same, with what guards remember, and who is owed a log-out, as when the run began. */
  public Ended end(
      List<StepResult> results, Collection<Grant> adopted, boolean leftOut, Instant now)
      throws IOException {
    var sessions = new RunSessions(List.of(), start.owed());
    return end(results, adopted, leftOut, start.memory(), sessions, now);
  }

  /**
   * Records how the run ended; tried twice, which changes nothing where the first try landed.
   *
   * @param results of the steps that were tried, and of others that there is something to say of
   * @param adopted desired now and found in effect; counts where nothing was left out
   * @param leftOut a step of the plan was excluded from this run
   * @param memory for the guards of later runs
   * @param sessions whom it logged out, and who is to be still
   * @param now the end
   */
  public Ended end(
      List<StepResult> results,
      Collection<Grant> adopted,
      boolean leftOut,
      GuardMemory memory,
      RunSessions sessions,
      Instant now)
      throws IOException {
    RunEnd end = RunEnd.of(start.settled(), start.steps(), results, adopted, leftOut);
    RunRecord ended = record.ended(end, now);
    Moves moves =
        Moves.of(start.settled(), end, adopted).owing(start.owed().size(), sessions.owed().size());
    var message = message(RunMessage.ended(ended, start.steps(), results, moves), now);
    Ended result = new Ended.Unknown("it was not tried");
    for (int i = 0; i < TRIES && !(result instanceof Ended.Recorded); i++) {
      if (i > 0) {
        Optional<ChainCommit> ours = push.startedBy(record.run());
        tip = ours.orElse(tip);
      }
      TreeEdit tree = new RunTree(branch, null).ended(tip, start, end, results, memory, sessions);
      result = push.push(tip, tree, ended, message);
    }
    return result;
  }

  private ChainMessage message(String text, Instant now) {
    return new ChainMessage(text, RunMessage.plain(record.run().actor()), now);
  }
}
