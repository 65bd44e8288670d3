package dev.rolecall.policy;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Person;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose sessions are ended, in every application, for what is lost.
 *
 * @param lost what asks for it; at least one thing
 * @param policies names of those that ask for it; empty: somebody asked for it for the run
 * @param owed the run that has taken something before this one and could not end them; null: none
 */
public record Revocation(
    Person person, SortedSet<Holdable> lost, SortedSet<String> policies, @Nullable Since owed) {
  public Revocation {
    lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
  }

  /**
   * An earlier run.
   *
   * @param run its id
   * @param at when it began
   */
  public record Since(String run, Instant at) {}

  /** What an earlier run still owes. */
  public static Revocation of(OwedRevocation owed, Person person) {
    return new Revocation(
        person, owed.lost(), owed.policies(), new Since(owed.run(), owed.since()));
  }

  /** The id of the account. */
  public String id() {
    return person.account().id();
  }

  /** One for both: nobody is logged out twice. */
  public Revocation and(Revocation other) {
    var both = new TreeSet<>(lost);
    both.addAll(other.lost);
    var named = new TreeSet<>(policies);
    named.addAll(other.policies);
    return new Revocation(person, both, named, owed == null ? other.owed : owed);
  }

  /** As it is recorded until it is done, by a run or by the earlier one that owes it already. */
  public OwedRevocation owedBy(String run, Instant begun) {
    return owed == null
        ? new OwedRevocation(person.account(), lost, policies, run, begun)
        : new OwedRevocation(person.account(), lost, policies, owed.run(), owed.at());
  }
}
