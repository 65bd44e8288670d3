package dev.rolecall.cli;

import dev.rolecall.reconcile.RefusedException;

/** What the process ends with: the one table of exit codes (design.md, section 7). */
enum ExitCode {
  DONE(0),
  OUR_BUG(1),
  /**
   * {@code plan --detailed-exitcode} found changes, {@code plan} withholds an expiry, or {@code
   * drift} found drift.
   */
  CHANGES(2),
  INVALID_INPUT(3),
  BLOCKED(4),
  /** A tenant, git remote or review host failed or refused, or nothing at all was written. */
  REMOTE_FAILED(5),
  /** Something was written and something was not. */
  PARTLY_DONE(6),
  STALE(7),
  USAGE(64),
  /** Interrupted, or the prompt was not answered {@code yes}. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  static ExitCode of(RefusedException.Kind kind) {
    return switch (kind) {
      case REMOTE -> REMOTE_FAILED;
      case STALE -> ExitCode.STALE;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
    };
  }

  int code() {
    return code;
  }
}
