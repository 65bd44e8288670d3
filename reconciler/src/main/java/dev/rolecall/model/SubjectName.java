package dev.rolecall.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * A subject as git writes it: a user's e-mail or user name, a group's slug or path. Two names can
 * mean one subject; only the tenant's {@link SubjectDirectory} can tell.
 */
public record SubjectName(SubjectKind kind, String name) implements Comparable<SubjectName> {
  private static final Comparator<SubjectName> ORDER =
      Comparator.comparing(SubjectName::kind).thenComparing(SubjectName::name);

  public static SubjectName user(String name) {
    return new SubjectName(SubjectKind.USER, name);
  }

  public static SubjectName group(String name) {
    return new SubjectName(SubjectKind.GROUP, name);
  }

  /** The name to compare by: users without regard to case, groups exactly. */
  public SubjectName folded() {
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
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
