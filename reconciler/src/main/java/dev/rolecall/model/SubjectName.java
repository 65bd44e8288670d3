package dev.rolecall.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subject as git writes it: a user's e-mail or user name, a group's slug or path. Two names can
 * mean one subject; only the tenant's {@link SubjectDirectory} can tell. No record: a million
 * assignments look names up again and again, so each keeps its hash code and what it folds to.
 */
public final class SubjectName implements Comparable<SubjectName> {
  private final SubjectKind kind;
  private final String name;
  private final int hash;
  private @Nullable SubjectName folded;

  public SubjectName(SubjectKind kind, String name) {
    this.kind = kind;
    this.name = name;
    this.hash = 31 * name.hashCode() + kind.word().hashCode();
  }

  public static SubjectName user(String name) {
    return new SubjectName(SubjectKind.USER, name);
  }

  public static SubjectName group(String name) {
    return new SubjectName(SubjectKind.GROUP, name);
  }

  public SubjectKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** The name to compare by: users without regard to case, groups exactly. */
  public SubjectName folded() {
    SubjectName known = folded; // a race costs the same work twice
    if (known == null) {
      known = fold();
      folded = known;
    }
    return known;
  }

  private SubjectName fold() {
    return switch (kind) {
      case GROUP -> this;
      case USER -> {
        String lower = name.toLowerCase(Locale.ROOT);
        yield lower.equals(name) ? this : new SubjectName(kind, lower);
      }
    };
  }

  @Override
  public int compareTo(SubjectName other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SubjectName that
            && hash == that.hash
            && kind == that.kind
            && name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
