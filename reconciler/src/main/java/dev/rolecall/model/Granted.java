package dev.rolecall.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What git granted, or adopted, and has not taken back: the only thing that {@code manage: add}
 * removes. Immutable; a set of ids by role and kind, so that a million grants are a million texts.
 */
public final class Granted {
  private static final Granted NOTHING = new Granted(new TreeMap<>());

  private final SortedMap<Slug, Map<SubjectKind, NavigableSet<String>>> ids;

  private Granted(SortedMap<Slug, Map<SubjectKind, NavigableSet<String>>> ids) {
    this.ids = ids;
  }

  public static Granted nothing() {
    return NOTHING;
  }

  public static Builder builder() {
    return new Builder();
  }

  public static Granted of(Collection<Grant> grants) {
    return NOTHING.plus(grants);
  }

  public boolean has(Grant grant) {
    return of(grant.role(), grant.subject().kind()).contains(grant.subject().id());
  }

  /** The ids of this kind that git granted this role; sorted. */
  public NavigableSet<String> of(Slug role, SubjectKind kind) {
    return ids.getOrDefault(role, Map.of()).getOrDefault(kind, Collections.emptyNavigableSet());
  }

  /** Every role that somebody was granted. */
  public Set<Slug> roles() {
    return Collections.unmodifiableSet(ids.keySet());
  }

  /** Every grant, by role, kind and id. */
  public Stream<Grant> stream() {
    return ids.entrySet().stream()
        .flatMap(role ->
            Stream.of(SubjectKind.values())
                .flatMap(kind ->
                    role.getValue().getOrDefault(kind, Collections.emptyNavigableSet()).stream()
                        .map(id -> new Grant(role.getKey(), kind, id))));
  }

  public int size() {
    return ids.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .mapToInt(NavigableSet::size)
        .sum();
  }

  public Granted plus(Collection<Grant> grants) {
    return edited(grants, Set.of());
  }

  public Granted minus(Collection<Grant> grants) {
    return edited(Set.of(), grants);
  }

  /** What the other has not; roles of the same grants cost nothing. */
  public List<Grant> notIn(Granted other) {
    var grants = new ArrayList<Grant>();
    ids.forEach((role, kinds) ->
        kinds.forEach((kind, mine) -> {
          NavigableSet<String> theirs = other.of(role, kind);
          if (!mine.equals(theirs)) {
            mine.stream()
                .filter(id -> !theirs.contains(id))
                .forEach(id -> grants.add(new Grant(role, kind, id)));
          }
        }));
    return grants;
  }

  /** First adds, then takes away; roles that neither names are shared with this set. */
  private Granted edited(Collection<Grant> more, Collection<Grant> less) {
    if (more.isEmpty() && less.isEmpty()) {
      return this;
    }
    var result = new TreeMap<>(ids);
    var own = new HashSet<Slug>();
    for (Grant grant : more) {
      kinds(result, own, grant.role())
          .computeIfAbsent(grant.subject().kind(), _ -> new TreeSet<>())
          .add(grant.subject().id());
    }
    for (Grant grant : less) {
      if (result.containsKey(grant.role())) {
        kinds(result, own, grant.role())
            .getOrDefault(grant.subject().kind(), new TreeSet<>())
            .remove(grant.subject().id());
      }
    }
    own.forEach(role -> result.computeIfPresent(role, (_, kinds) -> withoutEmpty(kinds)));
    return new Granted(result);
  }

  private static Map<SubjectKind, NavigableSet<String>> kinds(
      SortedMap<Slug, Map<SubjectKind, NavigableSet<String>>> all, Set<Slug> own, Slug role) {
    if (own.add(role)) {
      var copy = new TreeMap<SubjectKind, NavigableSet<String>>();
      all.getOrDefault(role, Map.of()).forEach((kind, set) -> copy.put(kind, new TreeSet<>(set)));
      all.put(role, copy);
    }
    return Objects.requireNonNull(all.get(role));
  }

  private static @Nullable Map<SubjectKind, NavigableSet<String>> withoutEmpty(
      Map<SubjectKind, NavigableSet<String>> kinds) {
    kinds.values().removeIf(NavigableSet::isEmpty);
    return kinds.isEmpty() ? null : kinds;
  }

  /** Collects many grants at once; not for several threads. */
  public static final class Builder {
    private final SortedMap<Slug, Map<SubjectKind, NavigableSet<String>>> ids = new TreeMap<>();

    /** Adds these ids; fastest where they come sorted. */
    public Builder add(Slug role, SubjectKind kind, Collection<String> more) {
      if (!more.isEmpty()) {
        ids.computeIfAbsent(role, _ -> new TreeMap<>())
            .computeIfAbsent(kind, _ -> new TreeSet<>())
            .addAll(more);
      }
      return this;
    }

    /** What was collected; the builder must not be used after it. */
    public Granted build() {
      return new Granted(ids);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Granted granted && granted.ids.equals(ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return stream().toList().toString();
  }
}
