package dev.rolecall.diff;

import java.util.Locale;

/** Why a change is there. */
public enum Cause {
  /** Git moved since the applied commit. */
  PENDING,
  /** The tenant moved behind git's back. */
  DRIFT,
  /** An assignment's {@code from} has come. */
  STARTED,
  /** An assignment's {@code expires} has passed. */
  EXPIRED,
  /** A live role is managed for the first time. */
  TAKES_OVER,
  /** Somebody takes back what a run did. */
  UNDONE;

  /** The word on the command line and in reports, for example {@code takes-over}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
