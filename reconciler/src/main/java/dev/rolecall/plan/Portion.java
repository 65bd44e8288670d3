package dev.rolecall.plan;

import java.util.Locale;

/** Which part of a report a step belongs to. */
public enum Portion {
  /** Asked for by this commit, and not by the base that it is compared with. */
  THIS_CHANGE,
  /** Would be done without this commit too: pending in the base, started or expired. */
  ALREADY_WAITING,
  /** The tenant moved behind git's back. */
  DRIFT,
  /** Undoes what a commit that this one does not contain has applied. */
  GOES_BACK;

  /** The word in a plan file, for example {@code already-waiting}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
