package dev.rolecall.policy;

import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Past.Start;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks about everybody who gains what is sensitive, role by role. */
final class SensitiveGuard implements Guard {
  /** So many people get in an ordinary week what an ordinary assignment may give. */
  private static final int FEW = 5;

  private final Sensitive sensitive;
  private final boolean offline;
  private final SensitiveWords words;

  /**
   * By these settings.
   *
   * @param offline whether the tenant is not known: then nobody can tell who is behind a group, nor
   *     who holds a role already that the change is the first to declare
   */
  SensitiveGuard(Sensitive sensitive, boolean offline) {
    this.sensitive = sensitive;
    this.offline = offline;
    words = new SensitiveWords(sensitive, offline);
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
      if (offline && !isNew(one.change(), proposal.before())) {
        continue;
      }
      gifts
          .of(one)
          .ifPresent(gift -> byRole.computeIfAbsent(gift.role(), _ -> new ArrayList<>()).add(gift));
    }
    if (byRole.isEmpty()) {
      return;
    }
    Map<Person, Collection<CapabilityId>> gained = gained(proposal);
    int now = peopleGiven(byRole.values(), gained);
    int recent = now == 0 ? 0 : proposal.past().recent().peopleTrusted();
    boolean many = now + recent > FEW;
    List<String> slices =
        many && now <= FEW
            ? List.of("%d more have gained such within the last 24 hours".formatted(recent))
            : List.of();
    byRole.forEach((role, given) -> judge(role, given, gained, many, slices, sink));
  }

  /** Whether a line that gives the role is known not to be what the tenant has already. */
  private static boolean isNew(Change change, @Nullable DesiredState before) {
    return !(change instanceof Change.AssignmentAdded added)
        || (before != null
            && Optional.ofNullable(before.holdings().get(added.role()))
                .filter(
                    holding -> holding.manage().of(added.subject().kind()) != ManageMode.OBSERVE)
                .isPresent());
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

  /** How many people gain something of it. */
  private static int peopleGiven(
      Collection<List<SensitiveGifts.Gift>> given, Map<Person, Collection<CapabilityId>> gained) {
    return (int)
        given.stream()
            .flatMap(List::stream)
            .flatMap(gift -> gift.people().stream())
            .filter(gained::containsKey)
            .distinct()
            .count();
  }

  private void judge(
      Slug role,
      List<SensitiveGifts.Gift> given,
      Map<Person, Collection<CapabilityId>> gained,
      boolean many,
      List<String> slices,
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
      sink.accept(words.objection(role, people, capabilities, stopping).adding(slices));
    }
  }
}
