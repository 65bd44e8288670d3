package dev.rolecall.reconcile;

import dev.rolecall.model.CustomRule;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Separation;
import dev.rolecall.policy.RevocationRules;
import java.util.List;

/**
 * By what a change is judged.
 *
 * @param guards what any of them has against it counts
 * @param policies that keep things apart
 * @param rules of the repository's own
 * @param revocation for which losses people are logged out
 */
public record Judges(
    List<Guards> guards,
    List<Separation> policies,
    List<CustomRule> rules,
    RevocationRules revocation) {
  public Judges {
    guards = List.copyOf(guards);
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
  }
}
