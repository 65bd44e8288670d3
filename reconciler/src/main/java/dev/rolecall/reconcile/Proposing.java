package dev.rolecall.reconcile;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Judge;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Revocation;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Finds the people whom guards have to know. */
final class Proposing {
  private final TenantReader reader;
  private final KnownPeople people;

  /**
   * Asks nothing yet.
   *
   * @param reader which has read the live state of what is proposed last
   */
  Proposing(TenantReader reader) {
    this.reader = reader;
    people = new KnownPeople(reader);
  }

  /** Whom earlier runs owe a log-out. */
  List<Revocation> owed(StillOwed owed) throws TenantException {
    return owed.now(people);
  }

  /** Those whom the steps of a plan concern. */
  People of(Matter matter, Plan plan) throws TenantException {
    Audience ends = EndingSoon.of(matter.inputs(), matter.difference(), plan).audience();
    return people.of(new Considered(matter, plan).audience().and(ends));
  }

  /**
   * What this judge is asked. The tenant is asked for no more than the groups and roles that some
   * step concerns, and for everybody only where a guard has to know how many there are.
   *
   * @param also who is to be known besides, so that everybody is asked for at once
   */
  Proposal of(Matter matter, Considered considered, Judge judge, Audience also)
      throws TenantException {
    Audience audience = considered.audience().and(also);
    Proposal proposal = Tallying.onceEach(considered.proposal(people.of(audience)), matter);
    if (!judge.needsEverybody(proposal)) {
      return proposal;
    }
    OptionalInt counted = reader.headcount();
    return proposal.knowing(
        counted.isPresent()
            ? proposal.people().among(counted.getAsInt())
            : people.of(everybody(matter.inputs().live(), audience)));
  }

  /** All who hold anything, and these. */
  private static Audience everybody(LiveState live, Audience asked) {
    Set<String> groups = new TreeSet<>(asked.groups());
    for (Slug role : live.roles().keySet()) {
      live.holders(role, SubjectKind.GROUP).stream().map(Subject::id).forEach(groups::add);
    }
    return new Audience(groups, live.roles().keySet());
  }
}
