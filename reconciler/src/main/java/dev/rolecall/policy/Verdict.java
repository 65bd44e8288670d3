package dev.rolecall.policy;

import dev.rolecall.problem.Problem;
import java.util.List;

/** Whether a change set may be applied, with the findings behind it. */
public sealed interface Verdict {
  /** Nothing stands against it. */
  record Clear() implements Verdict {}

  /**
   * It must not be applied as it is; it is still shown in full.
   *
   * @param because at least one error
   */
  record Blocked(List<Problem> because) implements Verdict {
    public Blocked {
      because = List.copyOf(because);
    }
  }

  /** Blocked by every error among the findings, or else clear. */
  static Verdict of(List<Problem> findings) {
    List<Problem> errors = findings.stream().filter(Problem::isError).toList();
    return errors.isEmpty() ? new Clear() : new Blocked(errors);
  }
}
