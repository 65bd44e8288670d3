package dev.rolecall.record;

import dev.rolecall.git.ChainCommit;

/** What the record of a tenant says now. */
public sealed interface RecordTip {

  /** There is no branch: the first run, a lost branch, another remote, a fork. */
  record Missing() implements RecordTip {}

  /** A record, but of another tenant: as good as none, unless somebody says that it moved. */
  record Foreign(LastRun last) implements RecordTip {
    /** The record as that of this tenant; the next run records that it moved. */
    public Known rebound() {
      return new Known(last);
    }
  }

  /**
   * A branch that cannot be read as a record; nothing may be written on it.
   *
   * @param reason a sentence for people
   */
  record Unreadable(ChainCommit commit, String reason) implements RecordTip {}

  record Known(LastRun last) implements RecordTip {}
}
