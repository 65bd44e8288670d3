package dev.rolecall.record;

import dev.rolecall.git.FileSet;

/**
 * What one run of the record followed.
 *
 * @param files what was matched when it ran, from the record itself
 * @param rollback whether it was started with {@code --rollback}
 */
public record FollowedRun(Followed target, FileSet files, boolean rollback) {}
