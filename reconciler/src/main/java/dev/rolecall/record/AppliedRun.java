package dev.rolecall.record;

import java.time.Instant;

/**
 * The last run that left nothing out; its files are in {@code applied/}.
 *
 * @param commit full id; of HEAD where files differed from it
 * @param at the instant that it planned for
 */
public record AppliedRun(String commit, boolean dirty, Instant at) {}
