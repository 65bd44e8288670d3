package dev.rolecall.record;

import java.time.Instant;

/**
 * The runs that a record told of before it was cut, and no longer does.
 *
 * @param by who cut it, for people
 * @param runs how many are gone, over all cuts; the one whose state was kept is among them
 */
public record CutOff(String by, Instant at, int runs) {}
