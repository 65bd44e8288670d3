package dev.rolecall.desired.bind;

import java.util.Set;

/** A document and the tenants whose globs match its file. */
public record ScopedDocument(Document declared, Set<String> tenants) {}
