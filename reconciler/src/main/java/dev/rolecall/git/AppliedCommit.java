package dev.rolecall.git;

import java.util.Optional;

/** What the applied ref of a tenant says; data only. */
public sealed interface AppliedCommit {

  /** Nothing is known to have been applied. */
  record Nothing() implements AppliedCommit {}

  /** This commit was applied last, and its files can be read. */
  record Known(Commit commit) implements AppliedCommit {}

  /**
   * A commit was applied whose files are not here, for example in a shallow clone.
   *
   * @param commitId 40 hex digits
   * @param reason why, ending a sentence
   */
  record Unreadable(String commitId, String reason) implements AppliedCommit {}

  /** The id that the ref names, if there is one. */
  default Optional<String> id() {
    return switch (this) {
      case Nothing _ -> Optional.empty();
      case Known known -> Optional.of(known.commit().id());
      case Unreadable unreadable -> Optional.of(unreadable.commitId());
    };
  }
}
