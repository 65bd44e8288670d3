package dev.rolecall.model;

/** The two kinds of subject that can hold a role. */
public enum SubjectKind {
  GROUP,
  USER;

  /** {@code group} or {@code user}. */
  public String word() {
    return switch (this) {
      case GROUP -> "group";
      case USER -> "user";
    };
  }

  /** {@code groups} or {@code users}, the key in a document. */
  public String plural() {
    return word() + "s";
  }
}
