package dev.rolecall.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands in a roles repository and does not count, although somebody may think so.
 *
 * @param roles of roles that look declared, the path of the file
 * @param repositories folders that are repositories of their own (a submodule, a nested clone)
 *     where documents would count
 */
public record Uncounted(SortedMap<Slug, String> roles, SortedSet<String> repositories) {
  public Uncounted {
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    repositories = Collections.unmodifiableSortedSet(new TreeSet<>(repositories));
  }

  public static Uncounted nothing() {
    return new Uncounted(new TreeMap<>(), new TreeSet<>());
  }

  /** Where a role that has vanished may be, and what to do; empty: nothing points to it. */
  public Optional<String> adviceFor(Slug vanished) {
    if (roles.containsKey(vanished)) {
      return Optional.of(
          "Its document seems to be in %s, which does not count: move it to where a glob of files matches it."
              .formatted(roles.get(vanished)));
    }
    return repositories.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "If its document is in %s, a repository of its own: what is in there does not count. Bring it back as a plain file, or retire it with rolecall retire %s."
                .formatted(String.join(" or ", repositories), vanished));
  }
}
