package dev.rolecall.reconcile;

import dev.rolecall.diff.Difference;
import dev.rolecall.diff.Inputs;
import dev.rolecall.report.Header;

/** The two sides compared. */
public record Comparison(Inputs inputs, Difference difference, Header header) {}
