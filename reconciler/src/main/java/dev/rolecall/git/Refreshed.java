package dev.rolecall.git;

import java.util.Optional;

/**
 * The applied ref after a look at the remote.
 *
 * @param warning one sentence when the remote could not be asked or does not agree; empty when all
 *     is well or there is no remote
 */
public record Refreshed(AppliedCommit applied, Optional<String> warning) {}
