package dev.rolecall.desired.bind;

import java.util.Set;

/** A document and the tenants whose globs match its file. */
public record Scoped(Declared declared, Set<String> tenants) {}
