package dev.rolecall.model;

import java.time.Instant;
import java.util.List;

/**
 * A run that went on without an approval, or in spite of a hold, because somebody said that it
 * must.
 *
 * @param run its id
 * @param at when it began
 * @param by who ran it, for people
 * @param lifted what would have stopped it, by the ids of the rules
 */
public record Emergency(String run, Instant at, String by, String reason, List<String> lifted) {
  public Emergency {
    lifted = List.copyOf(lifted);
  }
}
