package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says who gains what is sensitive. */
final class SensitiveWords {
  private static final int SHOWN = 6;

  private final Sensitive sensitive;
  private final boolean offline;

  SensitiveWords(Sensitive sensitive, boolean offline) {
    this.sensitive = sensitive;
    this.offline = offline;
  }

  ObjectionDraft objection(
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
                    whoGains(people.size(), gifts),
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

  private String whoGains(int people, List<SensitiveGifts.Gift> gifts) {
    if (people > 0 && !(offline && isUncounted(gifts))) {
      return people == 1 ? "1 person gains" : people + " people gain";
    }
    return !offline
        ? "Nobody yet, but whoever joins a group, gains"
        : gifts.stream().anyMatch(gift -> gift.subject().isEmpty())
            ? "Whoever holds it gains"
            : "Whoever is in a group gains";
  }

  /** Whether there may be people whom no line names. */
  private static boolean isUncounted(List<SensitiveGifts.Gift> gifts) {
    return gifts.stream()
        .anyMatch(gift -> gift.subject().filter(who -> who.kind() == SubjectKind.USER).isEmpty());
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
    if (offline && isUncounted(gifts)) {
      details.add("how many people that is, the plan can tell: take the approval from there");
    }
    return details;
  }
}
