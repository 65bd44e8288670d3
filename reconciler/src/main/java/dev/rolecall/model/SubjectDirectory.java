package dev.rolecall.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The subjects of a tenant that a read has seen or looked up, by id and by every name they go by. A
 * name or id that was asked for and is not in it is unknown to the tenant; it says nothing about
 * those not asked.
 */
public final class SubjectDirectory {
  private static final SubjectDirectory EMPTY = new Builder().build();

  private final Map<SubjectName, List<Subject>> byName;
  private final Map<SubjectId, Subject> byId;

  private SubjectDirectory(Map<SubjectName, List<Subject>> byName, Map<SubjectId, Subject> byId) {
    this.byName = byName;
    this.byId = byId;
  }

  public static SubjectDirectory empty() {
    return EMPTY;
  }

  /** Each subject under its own name. */
  public static SubjectDirectory of(Collection<Subject> subjects) {
    var builder = new Builder();
    subjects.forEach(subject -> builder.add(subject.key(), subject));
    return builder.build();
  }

  /** Each subject under the names given. */
  public static SubjectDirectory ofNames(Map<SubjectName, Subject> names) {
    var builder = new Builder();
    names.forEach(builder::add);
    return builder.build();
  }

  /** The only subject of that name; empty where nobody or more than one bears it. */
  public Optional<Subject> find(SubjectName name) {
    List<Subject> bearers = bearers(name);
    return bearers.size() == 1 ? Optional.of(bearers.getFirst()) : Optional.empty();
  }

  /** Everybody who goes by that name, each once, in no order. */
  public List<Subject> bearers(SubjectName name) {
    return byName.getOrDefault(name.folded(), List.of());
  }

  /** The subject of this id, under the name that it goes by now. */
  public Optional<Subject> find(SubjectId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Every name that somebody goes by, folded, in no order. */
  public Set<SubjectName> names() {
    return byName.keySet();
  }

  /** How many subjects are known. */
  public int size() {
    return byId.size();
  }

  /** Collects subjects by the names that they go by; not for several threads. */
  public static final class Builder {
    private final Map<SubjectName, List<Subject>> byName = new HashMap<>();
    private final Map<SubjectId, Subject> byId = new HashMap<>();

    /** Adds one name of a subject; folds it. The first subject of an id stands for it. */
    public Builder add(SubjectName name, Subject subject) {
      var known = byId.putIfAbsent(subject.identity(), subject);
      Subject one = known == null ? subject : known;
      byName.merge(name.folded(), List.of(one), Builder::join);
      return this;
    }

    private static List<Subject> join(List<Subject> bearers, List<Subject> more) {
      if (bearers.contains(more.getFirst())) {
        return bearers;
      }
      var all = new ArrayList<>(bearers);
      all.addAll(more);
      return List.copyOf(all);
    }

    public SubjectDirectory build() {
      return new SubjectDirectory(Map.copyOf(byName), Map.copyOf(byId));
    }
  }
}
