package dev.rolecall.policy;

import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.policy.Past.Start;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks about everybody who gains what is sensitive, role by role. */
final class SensitiveGuard implements Guard {
  private static final int SHOWN = 6;

  /** So many people get in an ordinary week what an ordinary assignment may give. */
  private static final int FEW = 5;

  private final Sensitive sensitive;

  SensitiveGuard(Sensitive sensitive) {
    this.sensitive = sensitive;
  }

  /** A group is broad by its part of all people. */
  @Override
  public boolean needsEverybody(Proposal proposal) {
    if (proposal.past().start() == Start.FRESH_TENANT) {
      return false;
    }
    var gifts = new SensitiveGifts(sensitive, proposal);
    return proposal.judged().stream()
        .map(Proposed::change)
        .filter(Change.AssignmentAdded.class::isInstance)
        .map(Change.AssignmentAdded.class::cast)
        .anyMatch(added ->
            added.subject().kind() == SubjectKind.GROUP && gifts.isSensitive(added.role()));
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (proposal.past().start() == Start.FRESH_TENANT) {
      return;
    }
    var gifts = new SensitiveGifts(sensitive, proposal);
    var byRole = new TreeMap<Slug, List<SensitiveGifts.Gift>>();
    for (Proposed one : proposal.judged()) {
      gifts
          .of(one)
          .ifPresent(gift -> byRole.computeIfAbsent(gift.role(), _ -> new ArrayList<>()).add(gift));
    }
    if (byRole.isEmpty()) {
      return;
    }
    Map<Person, Collection<CapabilityId>> gained = gained(proposal);
    boolean many = areMany(byRole.values(), gained);
    byRole.forEach((role, given) -> judge(role, given, gained, many, sink));
  }

  /** What each person gains of it. */
  private Map<Person, Collection<CapabilityId>> gained(Proposal proposal) {
    var gained = new HashMap<Person, Collection<CapabilityId>>();
    for (Shift shift : proposal.judgedImpact().shifts()) {
      List<CapabilityId> some =
          shift.gained().capabilities().stream().filter(sensitive::has).toList();
      if (!some.isEmpty()) {
        shift.people().forEach(person -> gained.put(person, some));
      }
    }
    return gained;
  }

  /** Whether more people gain what an ordinary assignment may give than in an ordinary week. */
  private static boolean areMany(
      Collection<List<SensitiveGifts.Gift>> given, Map<Person, Collection<CapabilityId>> gained) {
    return given.stream()
            .flatMap(List::stream)
            .flatMap(gift -> gift.people().stream())
            .filter(gained::containsKey)
            .distinct()
            .count()
        > FEW;
  }

  private void judge(
      Slug role,
      List<SensitiveGifts.Gift> given,
      Map<Person, Collection<CapabilityId>> gained,
      boolean many,
      Consumer<ObjectionDraft> sink) {
    var people = new TreeSet<Person>();
    var capabilities = new TreeSet<CapabilityId>();
    var stopping = new ArrayList<SensitiveGifts.Gift>();
    for (SensitiveGifts.Gift gift : given) {
      boolean stops = gift.opensToGroup();
      for (Person person : gift.people()) {
        Collection<CapabilityId> got = gained.getOrDefault(person, List.of());
        Set<CapabilityId> of = many ? gift.given() : gift.askedOf(person);
        List<CapabilityId> asked = got.stream().filter(of::contains).toList();
        if (!asked.isEmpty()) {
          people.add(person);
          capabilities.addAll(asked);
          stops = true;
        }
      }
      if (stops) {
        stopping.add(gift);
        if (gift.opensToGroup()) {
          capabilities.addAll(gift.asked());
        }
      }
    }
    if (!stopping.isEmpty()) {
      sink.accept(objection(role, people, capabilities, stopping));
    }
  }

  private ObjectionDraft objection(
      Slug role,
      Set<Person> people,
      Set<CapabilityId> capabilities,
      List<SensitiveGifts.Gift> gifts) {
    String names =
        capabilities.stream()
            .limit(SHOWN)
            .map(CapabilityId::toString)
            .collect(Collectors.joining(", "));
    int more = capabilities.size() - SHOWN;
    return ObjectionDraft.of(
            RuleId.SENSITIVE,
            Needs.APPROVAL,
            "%s what is sensitive with role %s: %s%s."
                .formatted(
                    people.isEmpty()
                        ? "Nobody yet, but whoever joins a group, gains"
                        : people.size() == 1 ? "1 person gains" : people.size() + " people gain",
                    role,
                    names,
                    more > 0 ? " and " + more + " more" : ""))
        .about(new Holdable.OfRole(role))
        .naming(
            gifts.stream().anyMatch(gift -> gift.subject().isEmpty())
                ? List.of()
                : gifts.stream().map(gift -> gift.subject().orElseThrow().key()).toList())
        .counting(Measure.PEOPLE_AFFECTED, people.size())
        .adding(details(people, gifts))
        .of(List.copyOf(people))
        .by(gifts.stream().map(SensitiveGifts.Gift::change).toList())
        .setAt(sensitive.at());
  }

  private List<String> details(Set<Person> people, List<SensitiveGifts.Gift> gifts) {
    var details = new ArrayList<String>();
    List<String> programs =
        people.stream().filter(Person::service).map(person -> person.account().name()).toList();
    if (!programs.isEmpty()) {
      details.add("programs among them: " + String.join(", ", programs));
    }
    for (SensitiveGifts.Gift gift : gifts) {
      if (gift.broad()) {
        details.add(
            "%s has more than %d %% of all people"
                .formatted(gift.subject().orElseThrow(), sensitive.broad()));
      }
    }
    List<String> endless =
        gifts.stream()
            .filter(SensitiveGifts.Gift::endless)
            .map(gift -> gift.subject().orElseThrow().toString())
            .toList();
    if (!endless.isEmpty()) {
      details.add("without an expiry: " + String.join(", ", endless));
    }
    if (gifts.stream().anyMatch(gift -> gift.subject().isEmpty())) {
      details.add("the role itself is widened: whoever holds it gains");
    }
    return details;
  }
}
