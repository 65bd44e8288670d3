package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the changes that give something sensitive, and whom they may give it to. */
final class SensitiveGifts {
  private final Sensitive sensitive;
  private final Proposal proposal;
  private final EffectiveAccess after;
  private @Nullable Map<Slug, List<Subject>> joining;
  private int everybody = -1;

  SensitiveGifts(Sensitive sensitive, Proposal proposal) {
    this.sensitive = sensitive;
    this.proposal = proposal;
    after =
        EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features())
            .after(
                proposal.all().stream()
                    .map(Proposed::change)
                    .filter(change -> !(change instanceof Change.OfHolder))
                    .toList());
  }

  /**
   * A change that gives something sensitive.
   *
   * @param subject who is made a holder; empty: the role is widened
   * @param given all of it that is sensitive
   * @param asked of that what is asked about even where an ordinary person gets it
   * @param people who may gain by it
   * @param broad whether the subject is a group of more than its share of all people
   */
  record Gift(
      Proposed change,
      Slug role,
      Optional<Subject> subject,
      Set<CapabilityId> given,
      Set<CapabilityId> asked,
      Collection<Person> people,
      boolean broad) {

    /** What is asked about when this person gains it. */
    Set<CapabilityId> askedOf(Person person) {
      return person.service() ? given : asked;
    }

    /** Whether a group gets what is asked about, so that whoever joins it has it. */
    boolean opensToGroup() {
      return !asked.isEmpty() && subject.filter(who -> who.kind() == SubjectKind.GROUP).isPresent();
    }

    /** Whether somebody is made a holder for ever. */
    boolean endless() {
      return change.change() instanceof Change.AssignmentAdded added && added.expires() == null;
    }
  }

  /** Empty where the change gives nothing of it. */
  Optional<Gift> of(Proposed one) {
    return switch (one.change()) {
      case Change.AssignmentAdded added -> assignment(one, added);
      case Change.RoleCapabilityAdded added -> widening(one, added);
      case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> Optional.empty();
    };
  }

  /** Whether the role gives something of it. */
  boolean isSensitive(Slug role) {
    return after.ofRole(role).capabilities().stream().anyMatch(sensitive::has);
  }

  private Set<CapabilityId> sensitive(Collection<CapabilityId> capabilities) {
    return capabilities.stream()
        .filter(sensitive::has)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Gift> assignment(Proposed one, Change.AssignmentAdded added) {
    Set<CapabilityId> given = sensitive(after.ofRole(added.role()).capabilities());
    if (given.isEmpty()) {
      return Optional.empty();
    }
    boolean broad = isBroad(added.subject());
    Set<CapabilityId> asked = new TreeSet<>(given);
    if (!broad) {
      asked.removeIf(sensitive::mayBeAssigned);
    }
    return Optional.of(
        new Gift(
            one,
            added.role(),
            Optional.of(added.subject()),
            given,
            asked,
            behind(List.of(added.subject())),
            broad));
  }

  private Optional<Gift> widening(Proposed one, Change.RoleCapabilityAdded added) {
    Set<CapabilityId> given = sensitive(after.ofCapability(added.capability()).capabilities());
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var holders = new ArrayList<Subject>();
    for (Slug role : after.above(List.of(added.role()))) {
      holders.addAll(proposal.people().holders(role, proposal.inputs().live()));
      holders.addAll(joining().getOrDefault(role, List.of()));
    }
    return Optional.of(
        new Gift(one, added.role(), Optional.empty(), given, given, behind(holders), false));
  }

  /** Who is made a holder, by role. */
  private Map<Slug, List<Subject>> joining() {
    if (joining == null) {
      joining =
          proposal.all().stream()
              .map(Proposed::change)
              .filter(Change.AssignmentAdded.class::isInstance)
              .map(Change.AssignmentAdded.class::cast)
              .collect(
                  Collectors.groupingBy(
                      Change.AssignmentAdded::role,
                      Collectors.mapping(Change.AssignmentAdded::subject, Collectors.toList())));
    }
    return joining;
  }

  private Collection<Person> behind(List<Subject> subjects) {
    People people = proposal.people();
    var persons = new TreeSet<Person>();
    for (Subject subject : subjects) {
      switch (subject.kind()) {
        case USER -> persons.add(people.person(subject));
        case GROUP ->
            people
                .members()
                .getOrDefault(subject.id(), List.of())
                .forEach(member -> persons.add(people.person(member)));
      }
    }
    return persons;
  }

  private boolean isBroad(Subject subject) {
    if (subject.kind() != SubjectKind.GROUP) {
      return false;
    }
    int members =
        Objects.requireNonNullElse(proposal.people().members().get(subject.id()), List.of()).size();
    if (everybody < 0) {
      everybody = Affected.everybody(proposal);
    }
    return (long) members * 100 > (long) sensitive.broad() * everybody;
  }
}
