package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.RuleId;
import java.util.Set;

/** Whom one declared line means in the tenant as it is now (design.md, rule 4). */
sealed interface Meant {
  DesiredAssignment line();

  /** Exactly this account: it may be granted the role, and taken out of it. */
  record Account(DesiredAssignment line, Subject subject) implements Meant {}

  /**
   * Nobody for certain: the line neither grants nor removes until it is edited, or the tenant is.
   *
   * @param keeps ids of those who may be meant, and therefore keep what they hold
   * @param anybody whether an undeclared holder might be who is meant, because nothing is known of
   *     that person but a name that the tenant does not have
   * @param message a sentence about the line
   */
  record Waits(
      DesiredAssignment line, RuleId rule, Set<String> keeps, boolean anybody, String message)
      implements Meant {
    public Waits {
      keeps = Set.copyOf(keeps);
    }
  }
}
