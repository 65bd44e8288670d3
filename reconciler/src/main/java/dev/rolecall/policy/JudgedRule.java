package dev.rolecall.policy;

import dev.rolecall.model.CustomRule;

/** A custom rule ready to judge. */
public record JudgedRule(CustomRule rule, RuleTest test) {}
