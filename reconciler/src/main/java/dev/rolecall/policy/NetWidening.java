package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Person;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Roles that go and roles that come in one change set, and who has more by it than before.
 *
 * @param people who lose a role that goes, gain one that comes, and can do more than before
 */
public record NetWidening(SortedSet<Slug> gone, SortedSet<Slug> created, List<Person> people) {
  private static final Duration DAY = Duration.ofHours(24);

  /** Of these changes, with what they do. */
  public static NetWidening of(Collection<Change> changes, Impact impact) {
    var gone = new TreeSet<Slug>();
    var created = new TreeSet<Slug>();
    for (Change change : changes) {
      switch (change) {
        case Change.RoleRetired retired -> gone.add(retired.role());
        case Change.RoleCreated one -> created.add(one.role());
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> {}
      }
    }
    return new NetWidening(
        gone,
        created,
        gone.isEmpty() || created.isEmpty()
            ? List.of()
            : impact.shifts().stream()
                .filter(shift -> !shift.gained().capabilities().isEmpty())
                .filter(shift -> shift.lost().roles().stream().anyMatch(gone::contains))
                .filter(shift -> shift.gained().roles().stream().anyMatch(created::contains))
                .map(Shift::people)
                .flatMap(List::stream)
                .toList());
  }

  /** The same of a proposal with the runs of a day before it: slices of one exchange are one. */
  static NetWidening ofTheDay(Proposal proposal) {
    List<Change> changes = proposal.judged().stream().map(Proposed::change).toList();
    return new OfTheDay(proposal, changes, of(changes, proposal.judgedImpact())).whole();
  }

  /** Whether roles go and roles come at all. */
  boolean isExchange() {
    return !gone.isEmpty() && !created.isEmpty();
  }

  /** What came or went in runs before. */
  private static final class OfTheDay {
    private final Proposal proposal;
    private final NetWidening now;
    private final EffectiveAccess after;
    private final Set<Slug> gone;
    private final Set<Slug> created;
    private final Set<Person> people;

    OfTheDay(Proposal proposal, List<Change> changes, NetWidening now) {
      this.proposal = proposal;
      this.now = now;
      after =
          EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features()).after(changes);
      gone = new TreeSet<>(now.gone);
      created = new TreeSet<>(now.created);
      people = new TreeSet<>(now.people);
    }

    NetWidening whole() {
      goneBefore();
      createdBefore();
      return new NetWidening(new TreeSet<>(gone), new TreeSet<>(created), List.copyOf(people));
    }

    /** Whoever lost a role today, and gains by a new one what the old one did not give. */
    private void goneBefore() {
      Map<String, Set<CapabilityId>> had = new HashMap<>();
      Instant yesterday = proposal.inputs().now().minus(DAY);
      var lately = new TreeSet<Slug>();
      for (Retirement old : proposal.past().retirements()) {
        if (old.at().isAfter(yesterday) && !old.people().isEmpty()) {
          lately.add(old.role());
          old.people()
              .forEach(
                  id -> had.computeIfAbsent(id, _ -> new HashSet<>()).addAll(old.capabilities()));
        }
      }
      var young = new TreeSet<>(now.created);
      young.addAll(proposal.past().created());
      for (Shift shift : had.isEmpty() ? List.<Shift>of() : proposal.judgedImpact().shifts()) {
        var by = new TreeSet<>(shift.gained().roles());
        by.retainAll(young);
        for (Person person : by.isEmpty() ? List.<Person>of() : shift.people()) {
          @SuppressWarnings("NullAway")
          Set<CapabilityId> then = had.get(person.account().id());
          if (then != null && !then.containsAll(shift.gained().capabilities())) {
            people.add(person);
            gone.addAll(lately);
            created.addAll(by);
          }
        }
      }
    }

    /** Whoever loses a role, and holds one of today that gives what the old one did not. */
    private void createdBefore() {
      if (now.gone.isEmpty()) {
        return;
      }
      Map<String, Set<Slug>> holding = holding();
      for (Shift shift : holding.isEmpty() ? List.<Shift>of() : proposal.judgedImpact().shifts()) {
        if (!Collections.disjoint(shift.lost().roles(), now.gone)) {
          shift
              .people()
              .forEach(person -> {
                for (Slug role : holding.getOrDefault(person.account().id(), Set.of())) {
                  if (givesMore(after.ofRole(role), shift)) {
                    people.add(person);
                    created.add(role);
                  }
                }
              });
        }
      }
    }

    private static boolean givesMore(Access young, Shift shift) {
      var more = new TreeSet<>(young.capabilities());
      more.removeAll(shift.lost().capabilities());
      more.removeAll(shift.kept().capabilities());
      return !more.isEmpty();
    }

    /** Which of the roles of today each person holds, by id. */
    private Map<String, Set<Slug>> holding() {
      Map<String, Set<Slug>> holding = new HashMap<>();
      for (Slug role : proposal.past().created()) {
        if (!proposal.inputs().live().roles().containsKey(role) || now.gone.contains(role)) {
          continue;
        }
        for (Subject holder : proposal.people().holders(role, proposal.inputs().live())) {
          List<Subject> behind =
              holder.kind() == SubjectKind.GROUP
                  ? proposal.people().members().getOrDefault(holder.id(), List.of())
                  : List.of(holder);
          behind.forEach(one -> holding.computeIfAbsent(one.id(), _ -> new TreeSet<>()).add(role));
        }
      }
      return holding;
    }
  }
}
