package dev.rolecall.diff;

import dev.rolecall.problem.Problem;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param changes by what they are about; the plan orders them by level
 * @param findings errors block the plan, the others are said with it
 */
public record Difference(List<Change> changes, List<Problem> findings) {
  public Difference {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }
}
