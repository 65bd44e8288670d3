package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by the names in an approval, among the people of a proposal. A name that two bear
 * means nobody, and so does a group whose members were not read.
 */
final class NamedPeople {
  private final LiveState live;
  private final List<Proposed> changes;
  private final People people;
  private @Nullable Map<SubjectName, Set<String>> groups;

  NamedPeople(Proposal proposal) {
    this(proposal.inputs().live(), proposal.all(), proposal.people());
  }

  /** Of these changes to this tenant. */
  NamedPeople(LiveState live, List<Proposed> changes, People people) {
    this.live = live;
    this.changes = changes;
    this.people = people;
  }

  /**
   * Whether each of these people is named, or is a member of a group that is.
   *
   * @param named folded
   */
  boolean covers(Set<SubjectName> named, List<Person> affected) {
    Map<SubjectName, Long> bearers =
        affected.stream()
            .collect(Collectors.groupingBy(one -> one.account().key(), Collectors.counting()));
    var members = new HashSet<String>();
    named.stream()
        .filter(name -> name.kind() == SubjectKind.GROUP)
        .forEach(group -> members.addAll(members(group)));
    return affected.stream()
        .map(Person::account)
        .allMatch(account ->
            members.contains(account.id())
                || (named.contains(account.key())
                    && bearers.getOrDefault(account.key(), 0L) == 1L));
  }

  /** Ids of its users. */
  private Set<String> members(SubjectName group) {
    Set<String> ids = groups().getOrDefault(group, Set.of());
    return ids.size() != 1
        ? Set.of()
        : ids.stream()
            .flatMap(id -> people.members().getOrDefault(id, List.of()).stream())
            .map(Subject::id)
            .collect(Collectors.toSet());
  }

  /** The ids of each group that holds something, or comes to, by its folded name. */
  private Map<SubjectName, Set<String>> groups() {
    if (groups == null) {
      var met = new HashMap<SubjectName, Set<String>>();
      live.holders().values().forEach(holders -> add(holders, met));
      for (Proposed one : changes) {
        if (one.change() instanceof Change.OfHolder change) {
          add(List.of(change.subject()), met);
        }
      }
      groups = met;
    }
    return groups;
  }

  private static void add(Collection<Subject> subjects, Map<SubjectName, Set<String>> to) {
    for (Subject subject : subjects) {
      if (subject.kind() == SubjectKind.GROUP) {
        to.computeIfAbsent(subject.key(), _ -> new HashSet<>()).add(subject.id());
      }
    }
  }
}
