package dev.rolecall.record;

import dev.rolecall.git.Appended;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.RemoteException;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Standing;
import dev.rolecall.model.TenantIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of one tenant on its branch (design.md, "The record"). Every method that throws an
 * {@link IOException} says in its message, one sentence, what could not be read or reached.
 */
public final class TenantRecord {
  private final ChainBranch branch;
  private final TenantIdentity tenant;
  private final @Nullable FormerRecord former;

  public TenantRecord(ChainBranch branch, TenantIdentity tenant) {
    this(branch, tenant, null);
  }

  private TenantRecord(ChainBranch branch, TenantIdentity tenant, @Nullable FormerRecord former) {
    this.branch = branch;
    this.tenant = tenant;
    this.former = former;
  }

  /**
   * This record as that of a tenant with a new name: until it has a run of its own, the last run is
   * that of its former name, and the first one goes on from there and closes the other branch.
   *
   * @param before where the tenant's record was kept; on the same remote
   * @param name what the tenant is called now
   */
  public TenantRecord goingOnFrom(ChainBranch before, String name) {
    return new TenantRecord(branch, tenant, new FormerRecord(before, name));
  }

  /** Where it is, for people. */
  public String describe() {
    return branch.describe();
  }

  /** Whether it is in this clone alone. */
  public boolean isLocal() {
    return branch.isLocal();
  }

  /** Content that only the record keeps. */
  public Optional<byte[]> content(String blobId) {
    return branch.content(blobId);
  }

  /**
   * Asks the remote for the tip.
   *
   * @throws RemoteException when it does not answer
   */
  public RecordTip fetch() throws IOException {
    Optional<ChainCommit> tip = branch.fetch();
    if (tip.isEmpty() && former == null) {
      return new RecordTip.Missing();
    }
    try {
      Optional<LastRun> own =
          tip.isEmpty() ? Optional.empty() : Optional.of(LastRun.read(branch, tip.get()));
      boolean renamed = own.filter(last -> last.run().ties().renamed() != null).isPresent();
      if (former != null && (own.isEmpty() || renamed)) {
        return former.fetch().map(this::ofTenant).orElse(new RecordTip.Missing());
      }
      return renamed ? new RecordTip.Renamed(own.get()) : ofTenant(own.orElseThrow());
    } catch (RemoteException e) {
      throw e;
    } catch (IOException e) {
      return new RecordTip.Unreadable(sentence(e));
    }
  }

  /** Whether it is a run of this branch, and not of one that the record was on before. */
  public boolean isOfThisBranch(LastRun last) {
    return last.isOn(branch);
  }

  private RecordTip ofTenant(LastRun last) {
    return last.run().run().tenant().equals(tenant)
        ? new RecordTip.Known(last)
        : new RecordTip.Foreign(last);
  }

  /** A run whose steps, outcomes or grants cannot be read. */
  public PastRun.Unreadable unreadable(PastRun.Known run, IOException e) {
    return new PastRun.Unreadable(run.commit(), sentence(e));
  }

  /** One sentence about what cannot be read. */
  String sentence(IOException e) {
    String what = RunMessage.plain(String.valueOf(e.getMessage()));
    return e instanceof BrokenRecord
        ? "The record at %s %s.".formatted(branch.describe(), what)
        : "The record at %s cannot be read: %s.".formatted(branch.describe(), what);
  }

  /**
   * Writes a run ahead. On a foreign tip a new record begins; {@link RecordTip.Foreign#rebound}
   * carries the old one on.
   *
   * @param tip as fetched before planning
   * @param clock made when the wall clock was checked against the tenant's
   */
  public Begun begin(RecordTip tip, RunStart start, LeaseClock clock) throws IOException {
    var next = new NextRun(tip, start);
    Optional<String> closed = next.whyClosed();
    if (closed.isPresent()) {
      return new Begun.Refused(closed.get());
    }
    TreeEdit tree = new RunTree(branch, next.last()).started(start);
    Lease lease = clock.lease();
    RunRecord run = next.started(lease.until());
    Moves moves =
        Moves.NONE.since(next.last(), start.settled()).owing(next.owed(), start.owed().size());
    var message = message(run, RunMessage.started(run, start.steps(), moves), start.begun());
    return switch (push(next, tree, run, message)) {
      case Ended.Recorded landed ->
          new Begun.Open(new OpenRun(branch, clock, start, landed, lease));
      case Ended.Lost(Optional<RunRecord> by) -> new Begun.Lost(by);
      case Ended.Refused(String reason) -> new Begun.Refused(reason);
      case Ended.Unknown(String reason) -> new Begun.Unknown(reason);
    };
  }

  /**
   * Whether a run without steps has something to record: unless target, files, granted set and pins
   * are those of the last run, and that was done.
   *
   * @param adopted desired now and found in effect
   * @param leftOut a step of the plan was excluded from this run
   */
  public static boolean hasNews(
      RecordTip tip, RunStart start, Collection<Grant> adopted, boolean leftOut) {
    if (!(tip instanceof RecordTip.Known(LastRun last)) || !start.steps().isEmpty()) {
      return true;
    }
    RunRecord before = last.run();
    Target target = start.aim().target();
    RunEnd end = RunEnd.of(start.settled(), List.of(), List.of(), adopted, leftOut);
    return before.state() != RunState.DONE
        || !before.run().tenant().equals(start.run().tenant())
        || !before.target().top().equals(target.top())
        || !before.target().files().equals(target.files())
        || !last.granted().equals(end.granted())
        || !last.unsettled().open().equals(end.open())
        || !last.pins().equals(start.pins())
        || !last.standing().equals(start.standing())
        || !last.owed().equals(start.owed());
  }

  /**
   * Records a run that has nothing to write, in one commit.
   *
   * @param now the end
   */
  public Ended recordEmpty(
      RecordTip tip, RunStart start, Collection<Grant> adopted, boolean leftOut, Instant now)
      throws IOException {
    var next = new NextRun(tip, start);
    Optional<String> closed = next.whyClosed();
    if (closed.isPresent()) {
      return new Ended.Refused(closed.get());
    }
    if (!start.steps().isEmpty()) {
      throw new IllegalArgumentException("a run with steps is written ahead");
    }
    RunEnd end = RunEnd.of(start.settled(), List.of(), List.of(), adopted, leftOut);
    RunRecord begun = next.started(null);
    RunRecord run = begun.ended(end, now);
    TreeEdit tree = new RunTree(branch, next.last()).whole(start, end);
    Moves moves =
        Moves.of(start.settled(), end, adopted)
            .since(next.last(), start.settled())
            .owing(next.owed(), start.owed().size());
    var message = message(run, RunMessage.ended(run, List.of(), List.of(), moves), now);
    return push(next, tree, run, message);
  }

  private Ended push(NextRun next, TreeEdit tree, RunRecord run, ChainMessage message)
      throws IOException {
    @Nullable LastRun last = next.last();
    if (former != null && last != null && !last.isOn(branch)) {
      return former.goOn(branch, last, tree, run, message);
    }
    return new RunPush(branch).push(next.expected(), tree, run, message);
  }

  /**
   * Puts something else over the tenant; its last run stays as it is, and may go on to its end.
   *
   * @param last as it was fetched
   * @param what for people, for example {@code hold until ...}
   */
  public Appended stand(LastRun last, Standing standing, String what, String actor, Instant now)
      throws IOException {
    if (!isOfThisBranch(last)) {
      return new Appended.Refused(
          "the record still has the former name of the tenant: apply first");
    }
    TreeEdit tree = branch.edit(last.commit());
    StandingFile.write(tree, last.standing(), standing);
    String text = RunMessage.standing(last.run(), what, actor);
    return branch.append(last.commit(), tree, new ChainMessage(text, RunMessage.plain(actor), now));
  }

  /** Every run of the chain; fetches what the tip alone does not have. */
  public RunHistory history() throws IOException {
    return RunHistory.read(branch, this);
  }

  /** Starts the chain anew; see {@link ChainCut}. */
  public ChainCut.Result cut(Instant date, String actor, Instant now) throws IOException {
    return new ChainCut(branch, history()).at(date, actor, now);
  }

  private static ChainMessage message(RunRecord run, String text, Instant at) {
    return new ChainMessage(text, RunMessage.plain(run.run().actor()), at);
  }
}
