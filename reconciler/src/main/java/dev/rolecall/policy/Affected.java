package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts people. */
public final class Affected {
  /** So many people are more than somebody by himself. */
  static final int SOME = 2;

  private Affected() {}

  /**
   * Whether two or more people have a role that changes, or had within the day: else it could be
   * emptied first.
   */
  public static boolean isShared(Slug role, Impact impact, Past past) {
    @Nullable Reach reach = impact.roles().get(role);
    return reach != null && reach.before() + past.fewer(role) >= SOME;
  }

  /** Whoever loses something and may sign in; programs too. */
  public static List<Person> losing(Impact impact) {
    return with(impact, Shift::lost);
  }

  /** Whoever gains something and may sign in; programs too. */
  public static List<Person> gaining(Impact impact) {
    return with(impact, Shift::gained);
  }

  private static List<Person> with(Impact impact, Function<Shift, Access> side) {
    return impact.shifts().stream()
        .filter(shift -> !side.apply(shift).isNothing())
        .flatMap(shift -> shift.people().stream())
        .filter(Person::enabled)
        .toList();
  }

  /**
   * Tells the removals by which somebody loses the role: whoever goes from a line of their own into
   * a group that has the same loses nothing.
   */
  public static Predicate<Change> takes(Impact impact, TenantFeatures features) {
    var lost = new HashMap<String, Access>();
    for (Shift shift : impact.shifts()) {
      shift.people().forEach(person -> lost.put(person.account().id(), shift.lost()));
    }
    return change ->
        change instanceof Change.AssignmentRemoved removed
            && removed.drain() == null
            && (removed.subject().kind() == SubjectKind.GROUP
                || has(
                    lost.getOrDefault(removed.subject().id(), Access.NONE),
                    removed.role(),
                    features));
  }

  /** Whether a role is among what somebody has, where it is held as a capability too. */
  static boolean has(Access access, Slug role, TenantFeatures features) {
    return access.roles().contains(role)
        || access.capabilities().stream()
            .anyMatch(id -> features.heldAs(id).filter(role::equals).isPresent());
  }

  /** How many people have anything at all, as far as they were counted or read. */
  static int everybody(Proposal proposal) {
    var ids = new HashSet<String>();
    proposal.inputs().live().holders().values().forEach(holders -> addUsers(holders, ids));
    proposal.people().users().values().forEach(holders -> addUsers(holders, ids));
    proposal.people().members().values().forEach(members -> addUsers(members, ids));
    gaining(proposal.judgedImpact()).forEach(person -> ids.add(person.account().id()));
    return Math.max(ids.size(), proposal.people().counted().orElse(0));
  }

  private static void addUsers(List<Subject> subjects, Set<String> ids) {
    for (Subject subject : subjects) {
      if (subject.kind() == SubjectKind.USER) {
        ids.add(subject.id());
      }
    }
  }

  /**
   * Groups whose members may not be read and whose own access changes: how many people that means,
   * nobody can tell.
   *
   * @param loses whether they lose; else whether they gain
   */
  static List<Subject> unreadable(Proposal proposal, List<Proposed> changes, boolean loses) {
    Impact impact = loses ? proposal.lossImpact() : proposal.judgedImpact();
    return unreadable(proposal.inputs(), impact, changes, loses);
  }

  /** The same of changes that have this impact. */
  static List<Subject> unreadable(
      DiffInputs inputs, Impact impact, List<Proposed> changes, boolean loses) {
    if (impact.unread().isEmpty()) {
      return List.of();
    }
    Set<SubjectId> groups =
        impact.unread().stream().map(Subject::identity).collect(Collectors.toSet());
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    List<Change> made = changes.stream().map(Proposed::change).toList();
    Map<SubjectId, Access> then = before.ofSubjects(groups);
    Map<SubjectId, Access> now = before.after(made).ofSubjects(groups);
    return impact.unread().stream()
        .filter(group -> {
          Access had = then.getOrDefault(group.identity(), Access.NONE);
          Access has = now.getOrDefault(group.identity(), Access.NONE);
          return loses ? !has.covers(had) : !had.covers(has);
        })
        .toList();
  }
}
