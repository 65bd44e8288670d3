package dev.rolecall.git;

/** What became of moving the applied ref; none of these is an exception. */
public sealed interface RefMove {

  /** Moved here and on the remote. */
  record Moved(String remote) implements RefMove {}

  /**
   * Moved here alone; the next move tries to push again.
   *
   * @param detail one sentence for people
   */
  record MovedLocally(Why why, String detail) implements RefMove {}

  /**
   * Somebody else moved it first: theirs stands, here too.
   *
   * @param current what the ref says now
   */
  record Lost(AppliedCommit current) implements RefMove {}

  /** Why a move stayed local. */
  enum Why {
    NO_REMOTE,
    REFUSED,
    UNREACHABLE
  }
}
