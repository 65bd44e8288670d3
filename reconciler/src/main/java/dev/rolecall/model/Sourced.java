package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;

/** A declared value and where it was written. */
public record Sourced<T>(T value, SourceRef at) {}
