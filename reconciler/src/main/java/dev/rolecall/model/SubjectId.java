package dev.rolecall.model;

import java.util.Comparator;

/** Who a subject is, for ever: the tenant's own id, whatever the names that it goes by. */
public record SubjectId(SubjectKind kind, String id) implements Comparable<SubjectId> {
  private static final Comparator<SubjectId> ORDER =
      Comparator.comparing(SubjectId::kind).thenComparing(SubjectId::id);

  @Override
  public int compareTo(SubjectId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.word() + " " + id;
  }
}
