package dev.rolecall.model;

import java.util.Comparator;

/** That a subject holds a role, as git grants and takes it back: by id, never by name. */
public record Grant(Slug role, SubjectId subject) implements Comparable<Grant> {
  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::role).thenComparing(Grant::subject);

  public Grant(Slug role, SubjectKind kind, String id) {
    this(role, new SubjectId(kind, id));
  }

  @Override
  public int compareTo(Grant other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return role + " to " + subject;
  }
}
