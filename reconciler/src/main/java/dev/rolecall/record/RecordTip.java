package dev.rolecall.record;

import java.util.Objects;

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
  record Unreadable(String reason) implements RecordTip {}

  /** The tenant has another name since, under which its record goes on. */
  record Renamed(LastRun last) implements RecordTip {
    /** As the tenant is called now. */
    public String name() {
      return Objects.requireNonNull(last.run().ties().renamed(), "renamed");
    }
  }

  /** The record of this tenant, also where it is on the branch of its former name still. */
  record Known(LastRun last) implements RecordTip {}
}
