package dev.rolecall.model;

import java.time.Instant;

/** The desired state of the commit last applied in full, or why none is known. */
public sealed interface AppliedState {
  /**
   * A full apply of this commit left nothing out.
   *
   * @param commit full id
   * @param at the time of that run: what had started or expired by then was granted or taken back
   *     by it. Of the run, never of the commit, whose dates its author chooses
   * @param state as it was then: a role whose day came later stood
   */
  record Known(String commit, Instant at, DesiredState state) implements AppliedState {
    public Known {
      state = state.asOf(at);
    }
  }

  /**
   * No commit is known: add removes nobody.
   *
   * @param reason a clause for people, for example {@code nothing was applied yet}
   */
  record Unknown(String reason) implements AppliedState {}
}
