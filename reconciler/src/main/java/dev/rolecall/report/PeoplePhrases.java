package dev.rolecall.report;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.Person;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a plan does to people, for people: who loses most first, then who gains; the largest groups
 * of people by name, the rest counted.
 */
final class PeoplePhrases {
  private static final int SHIFTS = 12;
  private static final int NAMES = 5;
  private static final int ITEMS = 6;

  private static final Comparator<Shift> LOSSES_FIRST =
      Comparator.comparing(shift -> shift.lost().isNothing());

  private PeoplePhrases() {}

  /** {@code People: 12 gain, 3 lose}. */
  static String caption(Impact impact) {
    long gain = count(impact, shift -> !shift.gained().isNothing());
    long lose = count(impact, shift -> !shift.lost().isNothing());
    if (gain == 0 && lose == 0) {
      return impact.unread().isEmpty()
          ? "People: nobody gains or loses anything"
          : "People: not known";
    }
    var parts = new ArrayList<String>();
    if (gain > 0) {
      parts.add(Counted.number(gain) + (gain == 1 ? " gains" : " gain"));
    }
    if (lose > 0) {
      parts.add(Counted.number(lose) + (lose == 1 ? " loses" : " lose"));
    }
    return "People: " + String.join(", ", parts);
  }

  private static long count(Impact impact, Predicate<Shift> which) {
    return impact.shifts().stream().filter(which).mapToLong(shift -> shift.people().size()).sum();
  }

  /** A line each; empty where nothing changes for anybody. */
  static List<Phrase> lines(Impact impact) {
    var lines = new ArrayList<Phrase>();
    emptied(impact).ifPresent(lines::add);
    List<Shift> shifts = impact.shifts().stream().sorted(LOSSES_FIRST).toList();
    shifts.stream().limit(SHIFTS).map(PeoplePhrases::line).forEach(lines::add);
    if (shifts.size() > SHIFTS) {
      long people = shifts.stream().skip(SHIFTS).mapToLong(shift -> shift.people().size()).sum();
      lines.add(
          Phrase.joined(
              "",
              List.of(
                  Phrase.words(
                      "%s more in %s: "
                          .formatted(
                              people(people), Counted.of(shifts.size() - SHIFTS, "other way"))),
                  Phrases.IN_JSON)));
    }
    impact
        .unread()
        .forEach(group ->
            lines.add(
                Phrase.of(
                    new Words("not known: who is in group "),
                    new Code(group.name()),
                    new Words(", whose members these credentials may not read"))));
    return lines;
  }

  /** {@code no person is left with role cs-lead (2 had it), audit:read (1 had it)}. */
  private static Optional<Phrase> emptied(Impact impact) {
    var items = new ArrayList<List<Span>>();
    impact.roles().forEach((role, reach) -> emptied(role(role.value()), reach, items));
    impact
        .capabilities()
        .forEach((id, reach) -> emptied(List.of(new Code(id.toString())), reach, items));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    var spans = new ArrayList<Span>(List.of(new Words("no person is left with ")));
    spans.addAll(listed(items, SHIFTS, Function.identity()));
    return Optional.of(new Phrase(spans));
  }

  private static void emptied(List<Span> what, Reach reach, List<List<Span>> items) {
    if (reach.emptied()) {
      var spans = new ArrayList<>(what);
      spans.add(new Words(" (%s had it)".formatted(Counted.number(reach.before()))));
      items.add(spans);
    }
  }

  private static List<Span> role(String slug) {
    return List.of(new Words("role "), new Code(slug));
  }

  private static Phrase line(Shift shift) {
    int people = shift.people().size();
    boolean one = people == 1;
    var parts = new ArrayList<Phrase>();
    part(one ? "loses " : "lose ", shift.lost(), "", parts);
    part(one ? "gains " : "gain ", shift.gained(), "", parts);
    part(one ? "keeps " : "keep ", shift.kept(), " by another path", parts);
    var spans = new ArrayList<Span>(List.of(new Words(people(people) + " ")));
    spans.addAll(Phrase.joined("; ", parts).spans());
    spans.add(new Words(": "));
    spans.addAll(listed(shift.people(), NAMES, PeoplePhrases::name));
    return new Phrase(spans);
  }

  /** The first few by name. */
  static Phrase named(List<Person> people) {
    return new Phrase(listed(people, NAMES, PeoplePhrases::name));
  }

  private static void part(String verb, Access access, String end, List<Phrase> parts) {
    if (!access.isNothing()) {
      var items = new ArrayList<List<Span>>();
      access.roles().forEach(role -> items.add(role(role.value())));
      access.capabilities().forEach(id -> items.add(List.of(new Code(id.toString()))));
      var spans = new ArrayList<Span>(List.of(new Words(verb)));
      spans.addAll(listed(items, ITEMS, Function.identity()));
      spans.add(new Words(end));
      parts.add(new Phrase(spans));
    }
  }

  private static List<Span> name(Person person) {
    var spans = new ArrayList<Span>(List.of(new Code(person.account().name())));
    if (person.service()) {
      spans.add(new Words(" (a program)"));
    }
    if (!person.enabled()) {
      spans.add(new Words(" (disabled)"));
    }
    return spans;
  }

  /** The first few, and how many more there are. */
  private static <T> List<Span> listed(List<T> all, int most, Function<T, List<Span>> shown) {
    var spans = new ArrayList<Span>();
    int named = all.size() == most + 1 ? most + 1 : Math.min(most, all.size());
    for (T one : all.subList(0, named)) {
      if (!spans.isEmpty()) {
        spans.add(new Words(", "));
      }
      spans.addAll(shown.apply(one));
    }
    if (named < all.size()) {
      spans.add(new Words(" and " + Counted.number(all.size() - named) + " more"));
    }
    return spans;
  }

  private static String people(long count) {
    return count == 1 ? "1 person" : Counted.number(count) + " people";
  }
}
