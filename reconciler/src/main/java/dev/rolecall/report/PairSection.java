package dev.rolecall.report;

import dev.rolecall.access.Route;
import dev.rolecall.access.SharedRoute;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.drift.Pair;
import dev.rolecall.drift.Pair.Standing;
import dev.rolecall.model.Days;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Waiver;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who holds together what policies keep apart, policy by policy. Of many in one way it says what
 * they have in common, once.
 */
final class PairSection {
  /** As many are named, whatever they have in common. */
  private static final int NAMED = 100;

  private PairSection() {}

  /** Empty when nobody does and everybody could be seen. */
  static Optional<Section> of(HeldTogether together) {
    var byPolicy = new LinkedHashMap<Separation, List<Pair>>();
    together
        .pairs()
        .forEach(pair -> byPolicy.computeIfAbsent(pair.policy(), _ -> new ArrayList<>()).add(pair));
    var groups = new ArrayList<Group>();
    byPolicy.forEach((policy, pairs) -> groups.add(group(policy, pairs)));
    together
        .unread()
        .forEach(group ->
            groups.add(
                new Group(
                    Risk.STRONG,
                    new Line(
                        Sign.WITHHOLD,
                        "group",
                        group.name(),
                        Phrase.words(
                            "its members may not be read: nobody can tell whether they hold both"),
                        null))));
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Separation of duties", groups));
  }

  private static Group group(Separation policy, List<Pair> pairs) {
    boolean drift = pairs.stream().anyMatch(pair -> pair.standing().isDrift());
    var alike = new LinkedHashMap<Reason, List<Pair>>();
    pairs.stream()
        .sorted(Comparator.comparing(Pair::standing))
        .forEach(pair -> alike.computeIfAbsent(Reason.of(pair), _ -> new ArrayList<>()).add(pair));
    var lines = new ArrayList<Line>();
    alike.forEach((reason, some) ->
        lines.addAll(
            some.size() > NAMED
                ? List.of(
                    shared(reason, policy.one(), some, Pair::one),
                    shared(reason, policy.other(), some, Pair::other))
                : some.stream().map(PairSection::line).toList()));
    Phrase sides =
        Phrase.of(
            new Code(policy.one().toString()),
            new Words(" together with "),
            new Code(policy.other().toString()));
    Line head =
        new Line(drift ? Sign.WITHHOLD : Sign.DECLARE, "policy", policy.name(), sides, policy.at());
    return new Group(drift ? Risk.STRONG : Risk.REST, head, lines);
  }

  private static Line line(Pair pair) {
    Reason reason = Reason.of(pair);
    return line(
        reason,
        "user",
        pair.person().account().name(),
        List.of(reason.phrase(), Phrase.code(ways(pair.one())), Phrase.code(ways(pair.other()))));
  }

  private static String ways(List<Route> routes) {
    return routes.stream().map(Route::clause).distinct().collect(Collectors.joining(" and "));
  }

  private static Line shared(
      Reason reason, Separation.Side side, List<Pair> pairs, Function<Pair, List<Route>> routes) {
    String common = SharedRoute.clause(pairs.stream().map(routes).toList());
    return line(
        reason,
        "people",
        Counted.number(pairs.size()),
        List.of(reason.phrase(), Phrase.code(side + ": " + common)));
  }

  private static Line line(Reason reason, String kind, String who, List<Phrase> facts) {
    return new Line(
        reason.standing().isDrift() ? Sign.WITHHOLD : Sign.DECLARE,
        kind,
        who,
        Phrase.joined("; ", facts),
        reason.waiver() == null ? null : reason.waiver().at());
  }

  /** Why somebody may hold both, or may not. */
  private record Reason(Standing standing, @Nullable Waiver waiver) {
    static Reason of(Pair pair) {
      return new Reason(pair.standing(), pair.waiver());
    }

    Phrase phrase() {
      return switch (standing) {
        case OUTSIDE_GIT -> Phrase.words("high, outside git");
        case WAIVER_ENDED -> waived("high, waiver ended ");
        case WAIVED -> waived("waived until ");
        case BY_GIT -> Phrase.words("by git alone");
      };
    }

    private Phrase waived(String words) {
      return waiver == null
          ? Phrase.words(words)
          : Phrase.of(
              new Words(words + Days.last(waiver.expires()) + ", owner "),
              new Code(waiver.owner()));
    }
  }
}
