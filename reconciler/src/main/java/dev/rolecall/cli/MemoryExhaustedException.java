package dev.rolecall.cli;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;

/** The JVM may not use as much memory as the files or the tenant take. */
final class MemoryExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long MEGABYTE = 1 << 20;

  MemoryExhaustedException(OutOfMemoryError cause) {
    super(cause);
  }

  /** What to say of it. */
  static Problem problem() {
    return Problem.error(
            RuleId.REMOTE_FAILED,
            null,
            "The %,d MB of memory that rolecall may use here are not enough."
                .formatted(Runtime.getRuntime().maxMemory() / MEGABYTE))
        .advising(
            "Give it more, for example ROLECALL_JAVA_OPTS=-Xmx4g. Had an apply begun to write, the"
                + " next one finishes it.");
  }
}
