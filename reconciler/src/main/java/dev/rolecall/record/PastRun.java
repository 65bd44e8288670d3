package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.FileTree;
import dev.rolecall.model.Grant;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final @Nullable PastRun before;

    Known(ChainBranch branch, ChainCommit commit, RunRecord run, @Nullable PastRun before) {
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

    /** What those were called whose grants it moved without a step, where no pin says it. */
    public List<Subject> names() throws IOException {
      return NameLines.read(branch, commit);
    }

    /** Whom it logged out. */
    public List<OwedRevocation> loggedOut() throws IOException {
      return RevocationLines.ENDED.read(branch, commit);
    }

    public Pins pins() throws IOException {
      return PinsFolder.read(branch, commit);
    }

    /** How many grants were git's own at its end. */
    public int granted() throws IOException {
      return GrantedFolder.read(branch, commit, null).size();
    }

    /** Whether this run goes on from that one, the next older: it is of the same record. */
    public boolean goesOnFrom(Known older) {
      return run.ties().movedFrom() != null
          || older.run().run().tenant().equals(run.run().tenant());
    }

    /** What it left for the next one to settle: that may be in effect or not. */
    Map<Grant, GrantEvent.Meant> unsettled() throws IOException {
      var meant = new HashMap<Grant, GrantEvent.Meant>();
      OpenLines.read(branch, commit)
          .forEach(open -> meant.put(open.grant(), GrantEvent.Meant.GRANT));
      for (Step step : LastRun.meant(branch, commit, run.state())) {
        switch (step.change()) {
          case Change.AssignmentAdded c ->
              meant.put(new Grant(c.role(), c.subject().identity()), GrantEvent.Meant.GRANT);
          case Change.AssignmentRemoved c ->
              meant.put(new Grant(c.role(), c.subject().identity()), GrantEvent.Meant.REMOVAL);
          case Change.RoleRetired c ->
              c.holders()
                  .forEach(holder ->
                      meant.put(
                          new Grant(c.before().slug(), holder.identity()),
                          GrantEvent.Meant.REMOVAL));
          case Change.CapabilityCreated _,
              Change.CapabilityEdited _,
              Change.CapabilityRemoved _,
              Change.RoleCreated _,
              Change.RoleTextEdited _,
              Change.RoleCapabilityAdded _,
              Change.RoleCapabilityRemoved _ -> {}
        }
      }
      return meant;
    }

    public FileTree files() throws IOException {
      return branch.files(commit, RunFiles.NAME, "commit " + run.target().commit());
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
