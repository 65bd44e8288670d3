package dev.rolecall.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The subjects of a tenant that a read has seen or looked up, by every name they go by. A name that
 * was asked for and is not in it is unknown to the tenant; it says nothing about names not asked.
 */
public final class Directory {
  private static final Directory EMPTY = new Directory(Map.of());

  private final Map<SubjectName, Subject> byName;

  private Directory(Map<SubjectName, Subject> byName) {
    this.byName = byName;
  }

  public static Directory empty() {
    return EMPTY;
  }

  /** Each subject under its own name. */
  public static Directory of(Collection<Subject> subjects) {
    var byName = HashMap.<SubjectName, Subject>newHashMap(subjects.size());
    subjects.forEach(subject -> byName.put(subject.key(), subject));
    return new Directory(byName);
  }

  /** Each subject under the names given, which are folded here. */
  public static Directory ofNames(Map<SubjectName, Subject> names) {
    var byName = HashMap.<SubjectName, Subject>newHashMap(names.size());
    names.forEach((name, subject) -> byName.put(name.folded(), subject));
    return new Directory(byName);
  }

  public Optional<Subject> find(SubjectName name) {
    return Optional.ofNullable(byName.get(name.folded()));
  }

  public int size() {
    return byName.size();
  }
}
