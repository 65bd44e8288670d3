package dev.rolecall.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is looked up beside the holders, so that the {@code SubjectDirectory} of the read can answer
 * for them.
 *
 * @param names every bearer of each of these is wanted, so that a name of two accounts shows
 * @param ids accounts that a document names by id
 * @param pinned the id that a name led to in an earlier run: that account is looked up too, unless
 *     it bears the name still
 * @param ofHolders every bearer of each holder's name is wanted too
 */
public record SubjectLookups(
    Set<SubjectName> names,
    Set<SubjectId> ids,
    SortedMap<SubjectName, String> pinned,
    boolean ofHolders) {
  private static final SubjectLookups NONE =
      new SubjectLookups(Set.of(), Set.of(), new TreeMap<>());
  private static final SubjectLookups OF_HOLDERS =
      new SubjectLookups(Set.of(), Set.of(), new TreeMap<>(), true);

  public SubjectLookups(
      Set<SubjectName> names, Set<SubjectId> ids, SortedMap<SubjectName, String> pinned) {
    this(names, ids, pinned, false);
  }

  public SubjectLookups {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
    ids = Collections.unmodifiableSet(new TreeSet<>(ids));
    pinned = Collections.unmodifiableSortedMap(new TreeMap<>(pinned));
  }

  public static SubjectLookups none() {
    return NONE;
  }

  /** Whom else the name of a holder could mean. */
  public static SubjectLookups namesakesOfHolders() {
    return OF_HOLDERS;
  }

  public static SubjectLookups ofNames(Set<SubjectName> names) {
    return new SubjectLookups(names, Set.of(), new TreeMap<>());
  }

  /** Whom either asks for. */
  public SubjectLookups and(SubjectLookups other) {
    var allNames = new TreeSet<>(names);
    allNames.addAll(other.names);
    var allIds = new TreeSet<>(ids);
    allIds.addAll(other.ids);
    var allPinned = new TreeMap<>(pinned);
    allPinned.putAll(other.pinned);
    return new SubjectLookups(allNames, allIds, allPinned, ofHolders || other.ofHolders);
  }

  /** All names whose bearers are wanted, given the holders that were read. */
  public Set<SubjectName> names(Collection<List<Subject>> holders) {
    if (!ofHolders) {
      return names;
    }
    var all = new TreeSet<>(names);
    holders.forEach(some -> some.forEach(subject -> all.add(subject.key())));
    return all;
  }

  /** The ids that documents name and those of earlier runs. */
  public Set<SubjectId> allIds() {
    var all = new TreeSet<>(ids);
    pinned.forEach((name, id) -> all.add(new SubjectId(name.kind(), id)));
    return all;
  }
}
