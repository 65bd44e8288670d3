package dev.rolecall.model;

/** The manage mode of a role for each kind of subject. */
public record Manage(ManageMode groups, ManageMode users) {
  public static final Manage DEFAULT = both(ManageMode.ADD);

  public static Manage both(ManageMode mode) {
    return new Manage(mode, mode);
  }

  public ManageMode of(SubjectKind kind) {
    return switch (kind) {
      case GROUP -> groups;
      case USER -> users;
    };
  }
}
