package dev.rolecall.tenant;

import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectName;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is looked up beside the holders, so that the {@code Directory} of the read can answer for
 * them.
 *
 * @param names every bearer of each of these is wanted, so that a name of two accounts shows
 * @param ids accounts that a document names by id
 * @param pinned the id that a name led to in an earlier run: that account is looked up too, unless
 *     it bears the name still
 */
public record SubjectLookups(
    Set<SubjectName> names, Set<SubjectId> ids, SortedMap<SubjectName, String> pinned) {
  private static final SubjectLookups NONE =
      new SubjectLookups(Set.of(), Set.of(), new TreeMap<>());

  public SubjectLookups {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
    ids = Collections.unmodifiableSet(new TreeSet<>(ids));
    pinned = Collections.unmodifiableSortedMap(new TreeMap<>(pinned));
  }

  public static SubjectLookups none() {
    return NONE;
  }

  public static SubjectLookups ofNames(Set<SubjectName> names) {
    return new SubjectLookups(names, Set.of(), new TreeMap<>());
  }
}
