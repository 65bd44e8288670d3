package dev.rolecall.record;

import java.util.List;
import java.util.Set;

/**
 * What the record knows of the runs so far, as far as going back is concerned.
 *
 * @param last the last run; its target may be older than its own commit was
 * @param tops the targets of all runs that no other target contains
 * @param since the ids of all commits that a target so far contains; asked for only while this
 *     clone cannot read one of the tops
 * @param past the runs before the last one, newest first; asked for only when this clone cannot
 *     read the last target, or to tell a commit that was rolled back
 */
public record Known(
    FollowedRun last,
    Set<Followed> tops,
    Fetched<Set<String>> since,
    Fetched<List<FollowedRun>> past) {
  public Known {
    tops = Set.copyOf(tops);
  }
}
