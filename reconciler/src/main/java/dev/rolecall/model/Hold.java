package dev.rolecall.model;

import java.time.Instant;

/**
 * Nobody applies to the tenant while it lasts.
 *
 * @param by who placed it, for people; anybody can claim to be anybody
 * @param until first instant at which it is over
 */
public record Hold(String by, String reason, Instant since, Instant until) {

  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
