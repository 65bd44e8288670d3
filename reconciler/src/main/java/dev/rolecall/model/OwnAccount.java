package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account that rolecall itself works with.
 *
 * @param id in the tenant; null: it is not known
 * @param names folded; any of them tells it
 * @param hiddenAs what reports call it, because its name comes from the environment or a file;
 *     null: it may be named
 */
public record OwnAccount(
    @Nullable String id, SortedSet<SubjectName> names, @Nullable String hiddenAs) {
  public OwnAccount {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** Whether it is this one. */
  public boolean is(Subject subject) {
    return subject.kind() == SubjectKind.USER
        && (subject.id().equals(id) || names.contains(subject.key()));
  }
}
