package dev.rolecall.policy;

import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.Problem;
import java.util.List;

/** Whether a change set may be applied, with what stands behind it. */
public sealed interface Verdict {
  /** Nothing stands against it. */
  record Clear() implements Verdict {}

  /**
   * It may be applied once somebody has approved it; until then it is shown in full.
   *
   * @param because at least one, none of them lifted
   */
  record NeedsApproval(List<Objection> because) implements Verdict {
    public NeedsApproval {
      because = List.copyOf(because);
    }
  }

  /**
   * It must not be applied as it is; it is still shown in full.
   *
   * @param because errors
   * @param objections that no approval lifts; one at least of both together
   */
  record Blocked(List<Problem> because, List<Objection> objections) implements Verdict {
    public Blocked {
      because = List.copyOf(because);
      objections = List.copyOf(objections);
    }
  }

  /** Whether it may be applied as it is. */
  default boolean isClear() {
    return this instanceof Clear;
  }

  /** Blocked by every error among the findings, or else clear. */
  static Verdict of(List<Problem> findings) {
    return of(findings, List.of());
  }

  /** By errors first, then by what guards have against it and nobody has lifted. */
  static Verdict of(List<Problem> findings, List<Objection> objections) {
    List<Problem> errors = findings.stream().filter(Problem::isError).toList();
    List<Objection> lasting =
        objections.stream().filter(one -> one.needs() == Needs.CHANGE).toList();
    if (!errors.isEmpty() || !lasting.isEmpty()) {
      return new Blocked(errors, lasting);
    }
    List<Objection> open =
        objections.stream().filter(one -> one.needs() == Needs.APPROVAL && one.stands()).toList();
    return open.isEmpty() ? new Clear() : new NeedsApproval(open);
  }
}
