package dev.rolecall.apply;

import dev.rolecall.plan.Step;

/** A step and how it ended. */
public record StepOutcome(Step step, Outcome outcome) {}
