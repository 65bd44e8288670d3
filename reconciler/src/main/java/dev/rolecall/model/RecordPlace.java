package dev.rolecall.model;

import org.jspecify.annotations.Nullable;

/** Where the record of a tenant is kept: always a branch of a git repository. */
public sealed interface RecordPlace {
  /** Full name of the branch, for example {@code refs/heads/rolecall/record/production}. */
  String ref();

  /**
   * On a remote of the clone, so that every clone shares it.
   *
   * @param remote null: {@code origin}, or else the remote of the branch that is checked out; where
   *     there is none at all, the record is kept in the clone
   */
  record OnRemote(@Nullable String remote, String ref) implements RecordPlace {}

  /** In this clone alone. */
  record InClone(String ref) implements RecordPlace {}
}
