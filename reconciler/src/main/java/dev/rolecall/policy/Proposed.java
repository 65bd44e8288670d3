package dev.rolecall.policy;

import dev.rolecall.diff.Change;

/**
 * A change that is to be judged.
 *
 * @param id of its step: the same change has the same one in every plan
 */
public record Proposed(String id, Change change) {}
