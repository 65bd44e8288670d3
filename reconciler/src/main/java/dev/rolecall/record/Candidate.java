package dev.rolecall.record;

import dev.rolecall.git.FileSet;

/** What is to be applied, with its matched files. */
public record Candidate(Followed target, FileSet files) {}
