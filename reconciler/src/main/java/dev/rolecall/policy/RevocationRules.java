package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.Person;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged out for what they lose.
 *
 * @param policies whoever loses one of their capabilities is
 * @param everyLoss whoever loses anything is
 * @param roleArea the area under which every role is a capability too; null: roles are none
 * @param possible whether the tenant can end sessions; where it cannot, nobody is logged out
 */
public record RevocationRules(
    List<RevocationPolicy> policies,
    boolean everyLoss,
    @Nullable String roleArea,
    boolean possible) {
  private static final RevocationRules NONE = new RevocationRules(List.of(), false, null, true);

  private static final int SHOWN = 5;

  private static final Comparator<Revocation> OWED_FIRST =
      Comparator.comparing((Revocation one) -> one.owed() == null)
          .thenComparing(Revocation::person);

  public RevocationRules {
    policies = List.copyOf(policies);
  }

  /** Nobody is logged out. */
  public static RevocationRules none() {
    return NONE;
  }

  /** The same, and whoever loses anything at all. */
  public RevocationRules ofEveryLoss() {
    return new RevocationRules(policies, true, roleArea, possible);
  }

  /** Whether some loss logs anybody out. */
  public boolean ask() {
    return everyLoss || !policies.isEmpty();
  }

  /**
   * Whose sessions are ended.
   *
   * @param impact what is done to people
   * @param owed what earlier runs owe still; of that, whoever is given it back is owed nothing
   * @param own accounts that are never logged out
   */
  public Revocations of(Impact impact, List<Revocation> owed, List<OwnAccount> own) {
    if (!possible) {
      return Revocations.none();
    }
    var byPerson = new LinkedHashMap<String, Revocation>();
    withoutRegained(owed, impact).forEach(one -> byPerson.merge(one.id(), one, Revocation::and));
    losing(impact).forEach(one -> byPerson.merge(one.id(), one, Revocation::and));
    Map<Boolean, List<Revocation>> parted =
        byPerson.values().stream()
            .sorted(OWED_FIRST)
            .collect(
                Collectors.partitioningBy(
                    one -> own.stream().anyMatch(account -> account.is(one.person().account()))));
    return new Revocations(
        parted.getOrDefault(false, List.of()), parted.getOrDefault(true, List.of()).size());
  }

  private static List<Revocation> withoutRegained(List<Revocation> owed, Impact impact) {
    if (owed.isEmpty()) {
      return owed;
    }
    var gained = new HashMap<String, Access>();
    for (Impact.Shift shift : impact.shifts()) {
      if (!shift.gained().isNothing()) {
        shift.people().forEach(person -> gained.put(person.account().id(), shift.gained()));
      }
    }
    var rest = new ArrayList<Revocation>();
    for (Revocation one : owed) {
      var lost = new TreeSet<>(one.lost());
      lost.removeIf(gained.getOrDefault(one.id(), Access.NONE)::has);
      if (!lost.isEmpty()) {
        rest.add(new Revocation(one.person(), lost, one.policies(), one.owed()));
      }
    }
    return rest;
  }

  /** Whoever loses something that logs out, whatever the tenant can do. */
  List<Revocation> losing(Impact impact) {
    if (!ask()) {
      return List.of();
    }
    var found = new ArrayList<Revocation>();
    for (Impact.Shift shift : impact.shifts()) {
      var lost = new TreeSet<Holdable>();
      var names = new TreeSet<String>();
      look(shift.lost(), lost, names);
      if (!lost.isEmpty()) {
        for (Person person : shift.people()) {
          found.add(new Revocation(person, lost, names, null));
        }
      }
    }
    return found;
  }

  /**
   * Whose sessions are to be ended and go on: those of everybody, where the tenant cannot end any,
   * and of whoever is in a group that may not be looked into. Where somebody asked for it in so
   * many words that is an error.
   */
  public List<Problem> findings(Proposal proposal, List<Revocation> owed) {
    var findings = new ArrayList<Problem>();
    if (!possible) {
      List<Revocation> all = new ArrayList<>(owed);
      all.addAll(losing(proposal.impact()));
      told(all.stream().map(one -> one.person().account()))
          .ifPresent(names -> findings.add(finding(cannotEnd(names))));
    }
    told(unreadable(proposal).stream()).ifPresent(names -> findings.add(finding(notRead(names))));
    return findings;
  }

  private static String cannotEnd(String names) {
    return "This tenant cannot end sessions, and those of " + names + " are to be ended.";
  }

  private static String notRead(String names) {
    return "The members of " + names + " may not be read, so sessions of those who lose go on.";
  }

  private Problem finding(String message) {
    @Nullable SourceRef at = policies.size() == 1 ? policies.getFirst().at() : null;
    return everyLoss
        ? Problem.error(RuleId.SESSIONS_STAY, at, message)
        : Problem.warning(RuleId.SESSIONS_STAY, at, message);
  }

  /** {@code 7 accounts (a, b, c, d, e and 2 more)}; empty where there are none. */
  private static Optional<String> told(Stream<Subject> subjects) {
    List<String> names = subjects.map(Subject::name).distinct().sorted().toList();
    int more = names.size() - SHOWN;
    String some = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(more > 0 ? "%s and %,d more".formatted(some, more) : some);
  }

  private void look(Access access, SortedSet<Holdable> lost, SortedSet<String> names) {
    for (Slug role : access.roles()) {
      List<String> by =
          roleArea == null ? List.of() : naming(new CapabilityId(roleArea, role.value()));
      add(new Holdable.OfRole(role), by, lost, names);
    }
    for (CapabilityId id : access.capabilities()) {
      add(new Holdable.OfCapability(id), naming(id), lost, names);
    }
  }

  private List<String> naming(CapabilityId id) {
    return policies.stream().filter(one -> one.has(id)).map(RevocationPolicy::name).toList();
  }

  private void add(
      Holdable item, List<String> by, SortedSet<Holdable> lost, SortedSet<String> names) {
    names.addAll(by);
    if (everyLoss || !by.isEmpty()) {
      lost.add(item);
    }
  }

  /** Groups that lose such a thing and whose members may not be read. */
  List<Subject> unreadable(Proposal proposal) {
    List<Subject> unread = proposal.impact().unread();
    if (!ask() || unread.isEmpty()) {
      return List.of();
    }
    Set<SubjectId> groups = unread.stream().map(Subject::identity).collect(Collectors.toSet());
    List<Change> changes = proposal.steps().stream().map(Proposed::change).toList();
    var before = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    Map<SubjectId, Access> then = before.ofSubjects(groups);
    Map<SubjectId, Access> now = before.after(changes).ofSubjects(groups);
    return unread.stream()
        .filter(group ->
            loses(
                then.getOrDefault(group.identity(), Access.NONE),
                now.getOrDefault(group.identity(), Access.NONE)))
        .toList();
  }

  private boolean loses(Access then, Access now) {
    var lost = new TreeSet<Holdable>();
    look(
        new Access(
            without(then.roles(), now.roles()), without(then.capabilities(), now.capabilities())),
        lost,
        new TreeSet<>());
    return !lost.isEmpty();
  }

  private static <T extends Comparable<? super T>> SortedSet<T> without(
      Collection<T> all, Collection<T> gone) {
    var rest = new TreeSet<>(all);
    rest.removeAll(new HashSet<>(gone));
    return rest;
  }
}
