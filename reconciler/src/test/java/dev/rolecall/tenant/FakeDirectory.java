package dev.rolecall.tenant;

import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts of a {@link FakeTenant}: those that it began with, less and more since. */
final class FakeDirectory {
  private final SubjectDirectory base;
  private final Map<SubjectId, Subject> since = new HashMap<>();
  private final Set<SubjectId> gone = new HashSet<>();

  FakeDirectory(SubjectDirectory base) {
    this.base = base;
  }

  SubjectDirectory base() {
    return base;
  }

  /** Adds an account, or gives one another name: the only one that it goes by from now on. */
  void put(Subject subject) {
    gone.add(subject.identity());
    since.put(subject.identity(), subject);
  }

  void remove(SubjectId id) {
    gone.add(id);
    since.remove(id);
  }

  Optional<Subject> find(SubjectId id) {
    Optional<Subject> first = base.find(id).filter(_ -> !gone.contains(id));
    return first.isPresent() ? first : Optional.ofNullable(since.get(id));
  }

  List<Subject> bearers(SubjectName name) {
    var all = new ArrayList<Subject>();
    base.bearers(name).stream().filter(one -> !gone.contains(one.identity())).forEach(all::add);
    since.values().stream().filter(one -> one.key().equals(name.folded())).forEach(all::add);
    return all;
  }
}
