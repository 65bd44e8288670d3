package dev.rolecall.desired.bind;

import dev.rolecall.model.Tombstone;

/**
 * A tombstone that stood in history.
 *
 * @param tenant whose slug it burnt
 * @param commit what people call the commit that brought it
 */
public record PastTombstone(String tenant, Tombstone tombstone, String commit) {}
