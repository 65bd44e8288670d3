package dev.rolecall.model;

/**
 * A user or group of the tenant. The id decides who it is; the name is what people read.
 *
 * @param id the tenant's id, for example {@code usr_01J...}
 * @param name e-mail or user name; slug or path of a group
 */
public record Subject(SubjectKind kind, String id, String name) implements Comparable<Subject> {
  /** The folded name under which a {@link SubjectDirectory} finds it. */
  public SubjectName key() {
    return new SubjectName(kind, name).folded();
  }

  /** Who it is, whatever its name. */
  public SubjectId identity() {
    return new SubjectId(kind, id);
  }

  @Override
  public int compareTo(Subject other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind);
    }
    int byName = name.compareTo(other.name);
    return byName == 0 ? id.compareTo(other.id) : byName;
  }

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
