package dev.rolecall.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where the desired state of a plan came from.
 *
 * @param commit full id; null for a plain folder
 * @param dirty files differed from that commit
 * @param files digest of all desired files: a saved plan is accepted for any commit with the same
 */
public record Origin(@Nullable String commit, boolean dirty, String files) {}
