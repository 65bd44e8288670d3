package dev.rolecall.model;

import java.time.Instant;

/**
 * A role that a run created, or meant to.
 *
 * @param at when
 */
public record Creation(Slug role, Instant at) {}
