package dev.rolecall.record;

import java.util.Optional;

/** Whether a run may write. */
public sealed interface Begun {

  /** It is written ahead; may write while its lease holds. */
  record Open(OpenRun run) implements Begun {}

  /**
   * Another run has moved the record since it was fetched: fetch and plan anew.
   *
   * @param by that run, where it can be read
   */
  record Lost(Optional<RunRecord> by) implements Begun {}

  /** The record does not take it; nothing may be written. */
  record Refused(String reason) implements Begun {}

  /** Nobody can tell, or the remote was not reached at all; nothing may be written. */
  record Unknown(String reason) implements Begun {}
}
