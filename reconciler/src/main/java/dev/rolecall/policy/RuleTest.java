package dev.rolecall.policy;

import java.util.Map;

/** A custom rule that can be asked; for one thread. */
public interface RuleTest {
  /**
   * Whether it is true of these facts.
   *
   * @param facts by the names of {@link RuleFact}; one that is missing is null
   * @throws RuleException when it cannot be told, within its budget or at all
   */
  boolean isTrueOf(Map<RuleFact, Object> facts) throws RuleException;
}
