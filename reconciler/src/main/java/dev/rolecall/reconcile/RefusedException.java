package dev.rolecall.reconcile;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.Serial;
import java.util.List;

/**
 * A run was refused before it wrote anything, for a reason that is neither in the files nor the
 * tenant's: the record, its lease, a clock, a commit that goes back.
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
    STALE
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

  public Kind kind() {
    return kind;
  }

  public List<Problem> problems() {
    return problems;
  }
}
