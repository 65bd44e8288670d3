package dev.rolecall.record;

import dev.rolecall.git.ChainCommit;
import java.util.Optional;

/** Whether a commit of a run stands in the record. */
public sealed interface Ended {

  /** It does. */
  record Recorded(ChainCommit commit, RunRecord run) implements Ended {}

  /**
   * Another run has moved the record since.
   *
   * @param by that run, where it can be read
   */
  record Lost(Optional<RunRecord> by) implements Ended {}

  /** The remote does not take it. */
  record Refused(String reason) implements Ended {}

  /** Nobody can tell, or the remote was not reached at all. */
  record Unknown(String reason) implements Ended {}
}
