package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Nobody applies to the tenant while it lasts.
 *
 * @param by who placed it, for people; anybody can claim to be anybody
 * @param until first instant at which its time is over; null: none was set
 * @param undone what an undo has brought about, with which a commit has to agree besides; null:
 *     nothing was undone
 */
public record Hold(
    String by, String reason, Instant since, @Nullable Instant until, @Nullable Undone undone) {

  /**
   * What no commit may do again before one agrees with it.
   *
   * @param run id of the run that was undone
   * @param redo ids of the steps that would do it again
   * @param roles that came back under a slug of their own, which git does not declare yet
   */
  public record Undone(String run, SortedSet<String> redo, SortedSet<Slug> roles) {
    public Undone {
      redo = Collections.unmodifiableSortedSet(new TreeSet<>(redo));
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }
  }

  /** Whether nothing of it counts any more. */
  public boolean isOver(Instant now) {
    return undone == null && !isTimedAt(now);
  }

  /** Whether its time is not over, whatever a commit says. */
  public boolean isTimedAt(Instant now) {
    return until != null && now.isBefore(until);
  }
}
