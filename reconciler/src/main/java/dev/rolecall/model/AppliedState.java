package dev.rolecall.model;

import java.time.Instant;

/** The desired state of the commit last applied in full, or why none is known. */
public sealed interface AppliedState {
  /**
   * A full apply of this commit left nothing out.
   *
   * @param commit full id
   * @param committed when; it was applied no earlier, so what had started or expired by then was
   *     granted or taken back by that apply
   */
  record Known(String commit, Instant committed, DesiredState state) implements AppliedState {}

  /**
   * No commit is known: add removes nobody.
   *
   * @param reason a clause for people, for example {@code nothing was applied yet}
   */
  record Unknown(String reason) implements AppliedState {}
}
