package dev.rolecall.git;

import java.util.Optional;

/** What became of an append to a {@link ChainBranch}. */
public sealed interface Appended {

  /** The commit is the tip of the branch now, or was when it was looked at last. */
  record Landed(ChainCommit commit) implements Appended {}

  /**
   * Somebody else moved the branch first; nothing of ours is on it.
   *
   * @param now the tip; empty when the branch is gone
   */
  record Lost(Optional<ChainCommit> now) implements Appended {}

  /**
   * The branch cannot be written: a hook, a protection, missing rights, a lock left behind. Nothing
   * of ours is on it.
   *
   * @param reason one line, ending a sentence
   */
  record Refused(String reason) implements Appended {}

  /**
   * It could not be found out whether the commit landed, or nothing could be sent at all.
   *
   * @param sent whether anything may have reached the remote; without it, nothing landed
   * @param reason one line, ending a sentence; says which of the two
   */
  record Unknown(boolean sent, String reason) implements Appended {}
}
