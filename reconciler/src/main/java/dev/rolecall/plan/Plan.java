package dev.rolecall.plan;

import dev.rolecall.diff.Cause;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would be done, on which basis, and whether it may be. Inert and sorted: no clock, client or
 * lambda in it, and the same inputs give the same bytes. Apply takes nothing else.
 *
 * @param steps by level, and inside a level by what they change
 * @param goodUntil first instant at which an expiry or start would change it; null: never
 */
public record Plan(
    Basis basis,
    List<Step> steps,
    List<Problem> findings,
    Verdict verdict,
    @Nullable Instant goodUntil) {
  public Plan {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Only the steps with one of these causes whose every predecessor is kept too; the basis stays
   * whole.
   */
  public Plan only(Set<Cause> causes) {
    var dropped = new HashSet<String>();
    for (Step step : steps) {
      if (!causes.contains(step.change().cause())
          || step.after().stream().anyMatch(dropped::contains)) {
        dropped.add(step.id());
      }
    }
    List<Step> kept = steps.stream().filter(step -> !dropped.contains(step.id())).toList();
    return new Plan(basis, kept, findings, verdict, goodUntil);
  }
}
