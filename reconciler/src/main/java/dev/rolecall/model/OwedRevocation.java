package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody who loses something by a run, or was meant to, and has not been logged out since.
 *
 * @param account a user of the tenant, by the name that it had then
 * @param lost what it loses; whoever holds all of it again is owed nothing any more
 * @param policies names of those that ask for it; empty: somebody asked for it for that run
 * @param run id of the run
 * @param since when that run began
 */
public record OwedRevocation(
    Subject account,
    SortedSet<Holdable> lost,
    SortedSet<String> policies,
    String run,
    Instant since)
    implements Comparable<OwedRevocation> {
  public OwedRevocation {
    lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
  }

  /** For what of it is still lost. */
  public OwedRevocation of(SortedSet<Holdable> still) {
    return new OwedRevocation(account, still, policies, run, since);
  }

  @Override
  public int compareTo(OwedRevocation other) {
    return account.compareTo(other.account);
  }
}
