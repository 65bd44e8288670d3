package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.Move;

/** What became of recording a run in the applied ref. */
public sealed interface Recording {
  /**
   * There is nothing to record: the run left something out, there is no clean commit to name, or it
   * is recorded already.
   */
  record Nothing() implements Recording {}

  /** Not recorded, because a removal was withheld; the next apply makes up for it. */
  record Withheld() implements Recording {}

  /** The ref was to be moved to this commit. */
  record Tried(Commit commit, Move move) implements Recording {}
}
