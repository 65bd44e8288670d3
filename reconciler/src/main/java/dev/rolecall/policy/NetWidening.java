package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Loss;
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
 * @param unread groups that hold one that came before, and whose members may not be read
 */
public record NetWidening(
    SortedSet<Slug> gone, SortedSet<Slug> created, List<Person> people, List<Subject> unread) {
  private static final Duration DAY = Duration.ofHours(24);

  /** Of these changes, with what they do. */
  public static NetWidening of(Collection<Change> changes, Impact impact) {
    var gone = new TreeSet<Slug>();
    var created = new TreeSet<Slug>();
    for (Change change : changes) {
      switch (change) {
        case Change.RoleCreated one -> created.add(one.role());
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ ->
            Retired.by(change).ifPresent(gone::add);
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
                .toList(),
        List.of());
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

  /** With what came or went in runs before. */
  private static final class OfTheDay {
    private final Proposal proposal;
    private final List<Change> changes;
    private final Set<Slug> retired;
    private final Set<Slug> gone;
    private final Set<Slug> young;

    /** What each person had by roles that have gone: by runs before, and by this one too. */
    private final Map<String, Set<CapabilityId>> hadBefore = new HashMap<>();

    private final Map<String, Set<CapabilityId>> had = new HashMap<>();
    private final Set<Slug> created;
    private final Set<Person> people;
    private final Set<Subject> unread = new TreeSet<>();

    OfTheDay(Proposal proposal, List<Change> changes, NetWidening now) {
      this.proposal = proposal;
      this.changes = changes;
      retired = now.gone;
      gone = gone();
      young = young(now);
      created = new TreeSet<>(now.created);
      people = new TreeSet<>(now.people);
    }

    NetWidening whole() {
      if (!gone.isEmpty() && !young.isEmpty()) {
        losses();
        gainedNow();
        heldAlready();
      }
      var all = new TreeSet<>(gone);
      all.addAll(retired);
      return new NetWidening(all, new TreeSet<>(created), List.copyOf(people), List.copyOf(unread));
    }

    /** The roles that are retired, or were within the day, and are older than that. */
    private Set<Slug> gone() {
      Instant yesterday = proposal.inputs().now().minus(DAY);
      var all = new TreeSet<>(retired);
      proposal.past().retirements().stream()
          .filter(old -> old.at().isAfter(yesterday))
          .map(Retirement::role)
          .forEach(all::add);
      all.removeAll(proposal.past().created());
      return all;
    }

    /** The roles that are created, or were within the day and are there. */
    private Set<Slug> young(NetWidening now) {
      var all = new TreeSet<>(proposal.past().created());
      all.retainAll(proposal.inputs().live().roles().keySet());
      all.addAll(now.created);
      all.removeAll(gone);
      all.removeAll(retired);
      return all;
    }

    private void losses() {
      for (Loss loss : proposal.past().losses()) {
        if (gone.contains(loss.role())) {
          for (String id : loss.people()) {
            of(id, hadBefore).addAll(loss.capabilities());
            of(id, had).addAll(loss.capabilities());
          }
        }
      }
      for (Shift shift : proposal.judgedImpact().shifts()) {
        if (!Collections.disjoint(shift.lost().roles(), gone)) {
          for (Person person : shift.people()) {
            of(person.account().id(), had).addAll(shift.lost().capabilities());
            of(person.account().id(), had).addAll(shift.kept().capabilities());
          }
        }
      }
    }

    /** Whoever lost such a role, and gains by a young one what it did not give. */
    private void gainedNow() {
      for (Shift shift : proposal.judgedImpact().shifts()) {
        Set<Slug> by = gainedBy(shift);
        for (Person person : by.isEmpty() ? List.<Person>of() : shift.people()) {
          String id = person.account().id();
          if (had.containsKey(id)
              && !hadBefore.getOrDefault(id, Set.of()).containsAll(shift.gained().capabilities())) {
            people.add(person);
            created.addAll(by);
          }
        }
      }
    }

    /** The young roles that are given, and those that people hold already and that are widened. */
    private Set<Slug> gainedBy(Shift shift) {
      var by = new TreeSet<>(shift.gained().roles());
      for (Change change : changes) {
        if (change instanceof Change.RoleCapabilityAdded added
            && shift.gained().capabilities().contains(added.capability())) {
          by.add(added.role());
        }
      }
      by.retainAll(young);
      return by;
    }

    /** Whoever has lost a role that is retired now, and holds a young one that gives more. */
    private void heldAlready() {
      if (retired.isEmpty()) {
        return;
      }
      var after =
          EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features()).after(changes);
      holding()
          .forEach((holder, roles) -> {
            for (Slug role : had.containsKey(holder.id()) ? roles : Set.<Slug>of()) {
              if (!of(holder.id(), had).containsAll(after.ofRole(role).capabilities())) {
                people.add(proposal.people().person(holder));
                created.add(role);
              }
            }
          });
    }

    /** Which of the young roles each person holds already, or is to hold another day. */
    private Map<Subject, Set<Slug>> holding() {
      Map<Subject, Set<Slug>> holding = new HashMap<>();
      for (Slug role : young) {
        for (Subject holder : proposal.people().holders(role, proposal.expected())) {
          boolean group = holder.kind() == SubjectKind.GROUP;
          if (group && proposal.people().unread().contains(holder.id())) {
            unread.add(holder);
          }
          for (Subject one : proposal.people().behind(holder)) {
            holding.computeIfAbsent(one, _ -> new TreeSet<>()).add(role);
          }
        }
      }
      return holding;
    }

    private static Set<CapabilityId> of(String id, Map<String, Set<CapabilityId>> had) {
      return had.computeIfAbsent(id, _ -> new HashSet<>());
    }
  }
}
