package dev.rolecall.report;

import dev.rolecall.model.Grant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sentences about a record that a terminal and Markdown share; not safe to print yet. */
final class HistoryPhrases {
  static final String ASIDE =
      "The record tells what rolecall did and found. What a hand does is in the tenant's audit log,"
          + " and drift shows it.";

  private static final int SHORT_ID = 7;

  private HistoryPhrases() {}

  static String who(HistoryReport.Who who) {
    return "%s%s by %s".formatted(shortId(who.target()), who.dirty() ? "+dirty" : "", who.actor());
  }

  /** {@code 2 granted, 1 removed}; empty where nothing is known of it. */
  static String counts(HistoryReport.Run run) {
    HistoryReport.Counts counts = run.counts();
    String definitions = definitions(counts.definitions());
    List<String> parts =
        counts.counts().stream()
            .map(count -> Counted.number(count.number()) + " " + count.word().word())
            .toList();
    // Of a run without an end, and of one whose steps were cut off, nobody can say so.
    boolean unknown = run.when().state().equals("started") || run.ties().cut() != null;
    String grants =
        parts.isEmpty() && !unknown ? "nobody's grants changed" : String.join(", ", parts);
    return grants + (grants.isEmpty() || definitions.isEmpty() ? "" : "; ") + definitions;
  }

  private static String definitions(HistoryReport.Definitions definitions) {
    var parts = new ArrayList<String>();
    part(parts, definitions.done(), "done");
    part(parts, definitions.failed(), "failed");
    part(parts, definitions.notTried(), "not tried");
    part(parts, definitions.unknown(), "unknown");
    int all =
        definitions.done() + definitions.failed() + definitions.notTried() + definitions.unknown();
    String steps = Counted.of(all, "step") + " on roles and capabilities";
    return switch (parts.size()) {
      case 0 -> "";
      case 1 -> definitions.done() > 0 ? steps : steps + parts.getFirst().replaceFirst(".* ", " ");
      default -> steps + ": " + String.join(", ", parts);
    };
  }

  private static void part(List<String> parts, int number, String word) {
    if (number > 0) {
      parts.add(Counted.number(number) + " " + word);
    }
  }

  /** What is out of the ordinary about a run. */
  static List<String> remarks(HistoryReport.Run run) {
    var remarks = new ArrayList<String>();
    begins(run, remarks);
    HistoryReport.Asked asked = run.asked();
    if (asked.takeOver() != null) {
      remarks.add("took over from run " + asked.takeOver() + ": --take-over");
    }
    if (asked.rollback()) {
      remarks.add("went back on purpose: --rollback");
    }
    leftOut(asked.chosen()).ifPresent(remarks::add);
    if (run.ties().movedFrom() != null) {
      remarks.add("the tenant had moved from " + run.ties().movedFrom());
    }
    if (run.ties().renamed() != null) {
      remarks.add("the record went on as that of " + run.ties().renamed());
    }
    if (run.when().settles() != null) {
      remarks.add(
          "found out what run %s, which has no end, had done".formatted(run.when().settles()));
    }
    if (run.when().state().equals("started")) {
      remarks.add(withoutEnd(run.when()));
    }
    return remarks;
  }

  private static void begins(HistoryReport.Run run, List<String> remarks) {
    HistoryReport.@Nullable Cut cut = run.ties().cut();
    if (cut != null) {
      remarks.add(
          "the record begins here: %s, and what they did is not told; %s git's own then; this replaces %s"
              .formatted(
                  cutOff(cut, ", up to this one,"),
                  Counted.of(cut.granted(), "grant") + (cut.granted() == 1 ? " was" : " were"),
                  cut.replaces()));
    }
    if (run.asked().begin()) {
      remarks.add("the record begins here: --begin");
    }
    if (run.asked().seed() != null) {
      remarks.add(
          "goes on from %s, which an older rolecall had applied: what that granted is adopted"
              .formatted(shortId(run.asked().seed())));
    }
    if (run.ties().insteadOf() != null) {
      remarks.add(
          "a record of another tenant stood here and is not carried on: " + run.ties().insteadOf());
    }
  }

  /** {@code 2 runs were cut off at ... by ada}. */
  private static String cutOff(HistoryReport.Cut cut, String which) {
    HistoryReport.@Nullable CutBy by = cut.by();
    return by == null
        ? "runs" + which + " were cut off"
        : "%s%s %s cut off at %s by %s"
            .formatted(
                Counted.of(by.runs(), "run"),
                which,
                by.runs() == 1 ? "was" : "were",
                by.at(),
                by.actor());
  }

  private static Optional<String> leftOut(HistoryReport.Chosen chosen) {
    var why = new ArrayList<String>();
    if (!chosen.only().isEmpty()) {
      why.add("--only " + String.join(",", chosen.only()));
    }
    if (chosen.savedPlan()) {
      why.add("--plan, a saved plan");
    }
    if (chosen.leftOut() > 0) {
      return Optional.of(
          "left out " + Counted.of(chosen.leftOut(), "step") + ": " + String.join("; ", why));
    }
    return chosen.only().isEmpty()
        ? Optional.empty()
        : Optional.of("left nothing out: " + String.join("; ", why));
  }

  private static String withoutEnd(HistoryReport.When when) {
    if (when.settledBy() != null) {
      return "has no end: killed, or cut off from the record (settled by run "
          + when.settledBy()
          + ")";
    }
    return when.mayWrite()
        ? "has no end: it is running, or was killed; its lease ends " + when.lease()
        : "has no end: killed, or cut off from the record; its lease ended %s, and no run has settled it so far"
            .formatted(when.lease());
  }

  static String event(HistoryReport.Event event) {
    return "%c %-9s %s%s"
        .formatted(
            event.word().sign(),
            event.word().word(),
            grant(event.grant(), event.name()),
            meant(event));
  }

  private static String meant(HistoryReport.Event event) {
    boolean found = event.word() == HistoryReport.Word.SETTLED;
    return switch (event.meant()) {
      case null -> "";
      case GRANT -> found ? "   found granted" : "   to be granted";
      case REMOVAL -> found ? "   found removed" : "   to be removed";
    };
  }

  /**
   * A step as it is told.
   *
   * @param outcome {@code done}, {@code not tried}
   * @param text what it was to do, or what became of it
   */
  record StepLine(String outcome, String text) {}

  static List<StepLine> steps(HistoryReport.Run run) {
    Map<String, String> needed = new HashMap<>();
    run.steps()
        .forEach(step ->
            needed.put(
                "needs " + step.step().id(), "needs: " + Sentences.of(step.step().change())));
    return run.steps().stream().map(step -> step(step, needed)).toList();
  }

  private static StepLine step(HistoryReport.Step step, Map<String, String> needed) {
    boolean notTried = step.outcome().equals("skipped");
    String outcome = notTried ? "not tried" : step.outcome();
    String what = Sentences.of(step.step().change());
    @Nullable String message = step.message();
    if (message == null) {
      return new StepLine(outcome, what);
    }
    // A message of a failure says what it is about; why something was not tried does not.
    return new StepLine(
        outcome, notTried ? what + "; " + needed.getOrDefault(message, message) : message);
  }

  static String unreadable(HistoryReport.Unreadable entry) {
    return shortId(entry.commit()) + "  " + entry.reason();
  }

  /** {@code role alpha user u9@example.com (usr_9)}. */
  static String grant(Grant grant, @Nullable String name) {
    String id = grant.subject().id();
    return "role %s   %s %s"
        .formatted(
            grant.role(),
            grant.subject().kind().word(),
            name == null || name.equals(id) ? id : name + " (" + id + ")");
  }

  static String headline(HistoryReport report) {
    long runs = report.entries().stream().filter(HistoryReport.Run.class::isInstance).count();
    long unreadable = report.entries().size() - runs;
    String about = report.about() == null ? "" : " with something of " + report.about();
    String broken =
        unreadable == 0 ? "" : " " + Counted.of(unreadable, "commit") + " cannot be read.";
    boolean nothing = report.about() != null && runs == 0 && report.granted().isEmpty();
    String unknown =
        nothing ? " It knows no role, capability, user or group of that name or id." : "";
    return Counted.of(runs, "run") + about + "." + broken + unknown + cut(report);
  }

  private static String cut(HistoryReport report) {
    HistoryReport.@Nullable Cut cut = report.cut();
    return cut == null || report.about() == null
        ? ""
        : " What came before is not told: " + cutOff(cut, "") + ".";
  }

  private static String shortId(String commit) {
    return commit.substring(0, Math.min(SHORT_ID, commit.length()));
  }
}
