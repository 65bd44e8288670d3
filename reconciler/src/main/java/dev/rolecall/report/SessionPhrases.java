package dev.rolecall.report;

import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.model.Days;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.Revocations;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Whom a run logs out, or owes it, for people: for which loss, and because of what. */
final class SessionPhrases {
  private static final int SHORT_ID = 8;
  private static final int ITEMS = 6;
  private static final int LINES = 12;
  private static final String EVERYWHERE = " of every application";

  private SessionPhrases() {}

  /** People for whom the same is said. */
  private record Same(
      SortedSet<Holdable> lost,
      SortedSet<String> policies,
      @Nullable String run,
      @Nullable Instant since) {}

  /** {@code Sessions: 2 people are logged out of every application}. */
  static String caption(Revocations revocations) {
    int people = revocations.people().size();
    return "Sessions: " + areLoggedOut(people) + (people == 0 ? "" : EVERYWHERE);
  }

  /** {@code 2 people are logged out}. */
  static String areLoggedOut(int people) {
    return switch (people) {
      case 0 -> "nobody is logged out";
      case 1 -> "1 person is logged out";
      default -> Counted.number(people) + " people are logged out";
    };
  }

  /** A line for all for whom the same is said. */
  static List<Phrase> lines(Revocations revocations) {
    var same = new LinkedHashMap<Same, List<Person>>();
    for (Revocation one : revocations.people()) {
      Revocation.@Nullable Since owed = one.owed();
      var key =
          new Same(
              one.lost(),
              one.policies(),
              owed == null ? null : owed.run(),
              owed == null ? null : owed.at());
      same.computeIfAbsent(key, _ -> new ArrayList<>()).add(one.person());
    }
    List<Phrase> lines = lines(same);
    if (revocations.spared() > 0) {
      lines.add(
          Phrase.words(
              "left out: %s that rolecall itself works with"
                  .formatted(Counted.of(revocations.spared(), "account"))));
    }
    return lines;
  }

  private static List<Phrase> lines(Map<Same, List<Person>> same) {
    var lines = new ArrayList<Phrase>();
    same.entrySet().stream()
        .limit(LINES)
        .forEach(one ->
            lines.add(
                Phrase.joined(
                    "", List.of(line(one.getKey()), PeoplePhrases.named(one.getValue())))));
    more(same.values().stream().skip(LINES).mapToInt(List::size).sum(), lines);
    return lines;
  }

  private static void more(int people, List<Phrase> lines) {
    if (people > 0) {
      String who = people == 1 ? "1 person" : Counted.number(people) + " people";
      lines.add(
          Phrase.joined("", List.of(Phrase.words("and " + who + " more: "), Phrases.IN_JSON)));
    }
  }

  private static Phrase line(Same what) {
    var spans = new ArrayList<Span>();
    if (what.run() != null) {
      spans.add(new Words("owed since run "));
      spans.add(new Code(what.run().substring(0, Math.min(SHORT_ID, what.run().length()))));
      spans.add(new Words(what.since() == null ? ", " : " of " + Days.second(what.since()) + ", "));
    }
    spans.add(new Words("for losing "));
    int shown = 0;
    for (Holdable item : what.lost()) {
      if (shown == ITEMS) {
        spans.add(new Words(" and " + Counted.number(what.lost().size() - ITEMS) + " more"));
        break;
      }
      spans.add(new Words(shown++ == 0 ? "" : ", "));
      switch (item) {
        case Holdable.OfRole(var role) -> {
          spans.add(new Words("role "));
          spans.add(new Code(role.value()));
        }
        case Holdable.OfCapability(var id) -> spans.add(new Code(id.toString()));
      }
    }
    if (what.policies().isEmpty()) {
      spans.add(new Words(", by "));
      spans.add(new Code("--revoke-sessions"));
    } else {
      spans.add(new Words(what.policies().size() == 1 ? ", by policy " : ", by policies "));
      String before = "";
      for (String policy : what.policies()) {
        spans.add(new Words(before));
        spans.add(new Code(policy));
        before = ", ";
      }
    }
    spans.add(new Words(": "));
    return new Phrase(spans);
  }

  /** {@code Sessions owed: 1 person is to be logged out of every application still}. */
  static String owedCaption(Collection<OwedRevocation> owed) {
    return "Sessions owed: %s to be logged out%s still"
        .formatted(
            owed.size() == 1 ? "1 person is" : Counted.number(owed.size()) + " people are",
            EVERYWHERE);
  }

  static List<Phrase> owedLines(Collection<OwedRevocation> owed) {
    var same = new LinkedHashMap<Same, List<Person>>();
    for (OwedRevocation one : owed) {
      same.computeIfAbsent(
              new Same(one.lost(), one.policies(), one.run(), one.since()), _ -> new ArrayList<>())
          .add(new Person(one.account(), false, true));
    }
    return lines(same);
  }

  /** {@code Sessions: 2 people logged out, 1 not and owed still.}; empty where none was to be. */
  static Optional<String> result(Collection<SessionOutcome> sessions) {
    int done = (int) sessions.stream().filter(SessionOutcome::isDone).count();
    int open = sessions.size() - done;
    return sessions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Sessions: %s logged out%s%s."
                .formatted(
                    done == 1 ? "1 person" : Counted.number(done) + " people",
                    EVERYWHERE,
                    open == 0 ? "" : ", " + Counted.number(open) + " not and owed still"));
  }

  /** Who was logged out, in a line, and then who was not, each with the reason. */
  static List<Phrase> outcomes(Collection<SessionOutcome> sessions) {
    var lines = new ArrayList<Phrase>();
    List<Person> done =
        sessions.stream()
            .filter(SessionOutcome::isDone)
            .map(one -> one.revocation().person())
            .toList();
    if (!done.isEmpty()) {
      lines.add(
          Phrase.joined("", List.of(Phrase.words("logged out: "), PeoplePhrases.named(done))));
    }
    List<SessionOutcome> open = sessions.stream().filter(one -> !one.isDone()).toList();
    open.stream()
        .limit(LINES)
        .forEach(one -> lines.add(Phrase.of(new Words("owed still: "), new Code(text(one)))));
    more(open.size() - LINES, lines);
    return lines;
  }

  /** How it ended for one, in a line that is not made safe. */
  static String text(SessionOutcome one) {
    String who = one.revocation().person().account().name();
    return switch (one.outcome()) {
      case Outcome.Done _ -> who + " logged out";
      case Outcome.Failed(String message) -> who + ": " + message;
      case Outcome.Unknown(String message) -> who + ": " + message;
      case Outcome.NotTried(String why) -> who + ": not tried, " + why;
      case Outcome.Skipped(String needs) -> who + ": needs " + needs;
    };
  }
}
