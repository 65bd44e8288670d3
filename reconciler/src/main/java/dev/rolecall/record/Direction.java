package dev.rolecall.record;

/** Where applying a commit leads, seen from the last target. Data; sentences are made elsewhere. */
public sealed interface Direction {

  /**
   * It goes on from the last target, or has its files.
   *
   * @param keepTarget the commit is older than the last target, so that one stays the target
   */
  record Forward(boolean keepTarget) implements Direction {}

  /** A run has applied it, or a commit that contains it, and others came after. */
  record Superseded(Followed last) implements Direction {}

  /**
   * A run has applied it, and a later one left it with {@code --rollback}.
   *
   * @param to what it was rolled back to
   */
  record RolledBack(Followed last, Followed to) implements Direction {}

  /**
   * It neither contains the last target nor took it in.
   *
   * @param lastReadable false when this clone lacks the history of the last target, so that only
   *     the record could be asked
   */
  record GoesBack(Followed last, boolean lastReadable) implements Direction {}
}
