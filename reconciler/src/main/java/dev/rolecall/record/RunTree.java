package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Granted;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Standing;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a run's commit, as changes to the one before: what a run does not touch is free. */
final class RunTree {
  static final String APPLIED = "applied";

  private final ChainBranch branch;
  private final @Nullable LastRun last;

  /**
   * @param last null: the tree starts empty
   */
  RunTree(ChainBranch branch, @Nullable LastRun last) {
    this.branch = branch;
    this.last = last;
  }

  /** Everything but {@code run.json}. */
  TreeEdit started(RunStart start) throws IOException {
    ChainCommit base = last == null ? null : last.commit();
    TreeEdit edit = branch.edit(base);
    start.aim().files().write(edit, branch, base);
    CommitIds.write(edit, start.aim().contains());
    StepLines.write(edit, branch, base, start.steps());
    ResultLines.write(edit, branch, base, List.of());
    OpenLines.write(edit, branch, base, start.settled().open());
    NameLines.write(edit, branch, base, start.names());
    GuardLines.write(edit, branch, base, start.memory());
    Standing before = last == null ? Standing.nothing() : last.standing();
    StandingFile.write(edit, before, start.standing());
    RevocationLines.OWED.write(edit, branch, base, start.owed());
    RevocationLines.ENDED.write(edit, branch, base, List.of());
    Pins pins = last == null ? Pins.none() : last.pins();
    PinsFolder.write(edit, branch, base, pins, start.pins());
    Granted granted = last == null ? Granted.nothing() : last.granted();
    GrantedFolder.write(edit, branch, base, granted, start.settled().granted());
    return edit;
  }

  /** A run that had nothing to write: its start and its end in one. */
  TreeEdit whole(RunStart start, RunEnd end) throws IOException {
    var settled = new Settled(end.granted(), end.open());
    TreeEdit edit = started(start.with(settled));
    applied(edit, end);
    return edit;
  }

  /**
   * What the end changes, but {@code run.json}.
   *
   * @param base the newest commit of the run
   * @param memory for the guards of later runs
   * @param sessions whom it logged out, and who is to be still
   */
  TreeEdit ended(
      ChainCommit base,
      RunStart start,
      RunEnd end,
      List<StepResult> results,
      GuardMemory memory,
      RunSessions sessions)
      throws IOException {
    TreeEdit edit = branch.edit(base);
    ResultLines.write(edit, branch, base, results);
    if (!end.open().equals(start.settled().open())) {
      OpenLines.write(edit, branch, base, end.open());
    }
    if (!memory.equals(start.memory())) {
      GuardLines.write(edit, branch, base, memory);
    }
    if (!sessions.owed().equals(start.owed())) {
      RevocationLines.OWED.write(edit, branch, base, sessions.owed());
    }
    RevocationLines.ENDED.write(edit, branch, base, sessions.ended());
    GrantedFolder.write(edit, branch, base, start.settled().granted(), end.granted());
    applied(edit, end);
    return edit;
  }

  /**
   * What the last run leaves behind when its chain is cut off: neither steps, outcomes nor names.
   */
  static TreeEdit cut(ChainBranch branch, ChainCommit base) throws IOException {
    TreeEdit edit = branch.edit(base);
    StepLines.write(edit, branch, base, Collections.emptyList());
    ResultLines.write(edit, branch, base, Collections.emptyList());
    NameLines.write(edit, branch, base, Collections.emptyList());
    RevocationLines.ENDED.write(edit, branch, base, List.of());
    return edit;
  }

  private static void applied(TreeEdit edit, RunEnd end) {
    if (end.state() == RunState.DONE) {
      edit.copyFolder(RunFiles.NAME, APPLIED);
    }
  }
}
