package dev.rolecall.record;

/** How far a run is. */
public enum RunState {
  /** It may still write, or was killed. */
  STARTED,
  /** It left nothing out. */
  DONE,
  /** It ended, and something was left out or failed. */
  PARTIAL
}
