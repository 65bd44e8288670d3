package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.report.RunEntry.StepLine;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a record and of its entries; a line about a run is code as a whole. */
final class HistoryPhrases {
  static final Phrase NOT_BY_HAND =
      Phrase.words(
          "The record tells what rolecall did and found. What a hand does is in the tenant's audit"
              + " log, and drift shows it.");

  private static final int SHORT_ID = 7;

  private HistoryPhrases() {}

  /** What it comes to: how many runs, of what, and what could not be told. */
  static Phrase headline(HistoryReport report) {
    long runs = report.entries().stream().filter(HistoryRun.class::isInstance).count();
    long unreadable = report.entries().size() - runs;
    var spans = new ArrayList<Span>();
    spans.add(new Words(Counted.of(runs, "run")));
    if (report.about() != null) {
      spans.add(new Words(" with something of "));
      spans.add(new Code(report.about()));
    }
    spans.add(new Words("."));
    if (unreadable > 0) {
      spans.add(new Words(" " + Counted.of(unreadable, "commit") + " cannot be read."));
    }
    if (report.about() != null) {
      about(report, runs, spans);
    }
    return new Phrase(spans);
  }

  private static void about(HistoryReport report, long runs, List<Span> spans) {
    if (runs == 0 && report.granted().isEmpty()) {
      spans.add(new Words(" It knows no role, capability, user or group of that name or id."));
    }
    if (report.cut() != null) {
      spans.add(new Words(" What came before is not told: "));
      spans.add(new Code(RunRemarks.cutOff(report.cut(), "")));
      spans.add(new Words("."));
    }
  }

  /** {@code 4f1c2ab+dirty by ada}. */
  static String who(HistoryRun.Who who) {
    return "%s%s by %s".formatted(shortId(who.target()), who.dirty() ? "+dirty" : "", who.actor());
  }

  static Phrase event(RunEvent event) {
    return Phrase.code(
        "%c %-9s %s%s"
            .formatted(
                event.word().sign(),
                event.word().word(),
                holding(event.grant(), event.name()),
                meant(event)));
  }

  private static String meant(RunEvent event) {
    boolean found = event.word() == RunEvent.Word.SETTLED;
    return switch (event.meant()) {
      case null -> "";
      case GRANT -> found ? "   found granted" : "   to be granted";
      case REMOVAL -> found ? "   found removed" : "   to be removed";
    };
  }

  static List<StepLine> steps(HistoryRun run) {
    Map<String, String> needed = new HashMap<>();
    run.steps()
        .forEach(step ->
            needed.put("needs " + step.step().id(), "needs: " + Clauses.of(step.step().change())));
    return run.steps().stream().map(step -> step(step, needed)).toList();
  }

  private static StepLine step(HistoryRun.StepEnd step, Map<String, String> needed) {
    boolean notTried = step.outcome().equals("skipped");
    String outcome = notTried ? "not tried" : step.outcome();
    String what = Clauses.of(step.step().change());
    @Nullable String message = step.message();
    if (message == null) {
      return new StepLine(outcome, Phrase.code(what));
    }
    // A message of a failure says what it is about; why something was not tried does not.
    return new StepLine(
        outcome,
        Phrase.code(notTried ? what + "; " + needed.getOrDefault(message, message) : message));
  }

  static String unreadable(HistoryReport.Unreadable entry) {
    return shortId(entry.commit()) + "  " + entry.reason();
  }

  /** {@code role alpha user u9@example.com (usr_9)}. */
  static Phrase grant(Grant grant, @Nullable String name) {
    return Phrase.code(holding(grant, name));
  }

  private static String holding(Grant grant, @Nullable String name) {
    String id = grant.subject().id();
    return "role %s   %s %s"
        .formatted(
            grant.role(),
            grant.subject().kind().word(),
            name == null || name.equals(id) ? id : name + " (" + id + ")");
  }

  static String shortId(String commit) {
    return commit.substring(0, Math.min(SHORT_ID, commit.length()));
  }
}
