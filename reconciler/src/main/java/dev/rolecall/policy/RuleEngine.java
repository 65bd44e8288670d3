package dev.rolecall.policy;

import dev.rolecall.model.CustomRule;

/** Understands the language of custom rules. */
public interface RuleEngine {
  /**
   * A rule ready to be asked.
   *
   * @throws RuleException when it is no rule
   */
  RuleTest compile(CustomRule rule) throws RuleException;
}
