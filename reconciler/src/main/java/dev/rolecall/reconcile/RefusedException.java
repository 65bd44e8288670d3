package dev.rolecall.reconcile;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/**
 * A run was refused before it wrote anything, for a reason that is neither in the files nor the
 * tenant's: the record, its lease, a clock, a commit that goes back, a signal.
 */
public final class RefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** What the process ends with. */
  public enum Kind {
    /**
     * The record could not be written or is not there, a lease was not obtained, a clock is off.
     */
    REMOTE,
    /** The plan or the commit is stale. */
    STALE,
    /** The process was asked to end before the run began. */
    INTERRUPTED
  }

  private final Kind kind;
  private final transient List<Problem> problems;

  public RefusedException(Kind kind, Problem problem) {
    super(problem.message());
    this.kind = kind;
    this.problems = List.of(problem);
  }

  /** Because of the record, a lease or a clock. */
  static RefusedException remote(RuleId rule, String message) {
    return new RefusedException(Kind.REMOTE, Problem.error(rule, null, message));
  }

  /** The process was asked to end before the run began. */
  static RefusedException interrupted() {
    return new RefusedException(Kind.INTERRUPTED, interruption());
  }

  /** That it was, for a report. */
  public static Problem interruption() {
    return Problem.error(
        RuleId.INTERRUPTED,
        null,
        "The run was interrupted before it began; nothing was written to the tenant.");
  }

  public Kind kind() {
    return kind;
  }

  public List<Problem> problems() {
    return problems;
  }
}
