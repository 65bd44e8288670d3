package dev.rolecall.report;

import dev.rolecall.model.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is out of the ordinary about a run; nearly each line holds a name from outside. */
final class RunRemarks {
  private static final int NAMED = 10;

  private RunRemarks() {}

  static List<Phrase> of(HistoryRun run) {
    var remarks = new ArrayList<String>();
    begins(run, remarks);
    HistoryRun.Asked asked = run.asked();
    if (asked.takeOver() != null) {
      remarks.add("took over from run " + asked.takeOver() + ": --take-over");
    }
    if (asked.undoes() != null) {
      remarks.add("undid run " + asked.undoes());
    }
    if (asked.breakGlass() != null) {
      remarks.add("broke the glass: " + asked.breakGlass());
    }
    if (asked.rollback()) {
      remarks.add("went back on purpose: --rollback");
    }
    leftOut(asked.chosen()).ifPresent(remarks::add);
    for (HistoryRun.Used used : asked.approvals()) {
      remarks.add(
          "approved by %s, owner %s, %s"
              .formatted(used.file(), used.owner(), Reviews.Given.clause(used.review())));
    }
    if (!run.loggedOut().isEmpty()) {
      remarks.add(loggedOut(run.loggedOut()));
    }
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
    return remarks.stream().map(Phrase::code).toList();
  }

  private static void begins(HistoryRun run, List<String> remarks) {
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
              .formatted(HistoryPhrases.shortId(run.asked().seed())));
    }
    if (run.ties().insteadOf() != null) {
      remarks.add(
          "a record of another tenant stood here and is not carried on: " + run.ties().insteadOf());
    }
  }

  /** {@code 2 runs were cut off at ... by ada}. */
  static String cutOff(HistoryReport.Cut cut, String which) {
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

  private static Optional<String> leftOut(HistoryRun.Chosen chosen) {
    var why = new ArrayList<String>();
    if (!chosen.only().isEmpty()) {
      why.add("--only " + String.join(",", chosen.only()));
    }
    if (chosen.savedPlan()) {
      why.add("--plan, a saved plan");
    }
    if (chosen.noRemovals()) {
      why.add("--no-removals");
    }
    if (!chosen.roles().isEmpty()) {
      why.add("--only-role " + String.join(", ", chosen.roles()));
    }
    if (chosen.leftOut() > 0) {
      return Optional.of(
          "left out " + Counted.of(chosen.leftOut(), "step") + ": " + String.join("; ", why));
    }
    return why.isEmpty() || (why.size() == 1 && chosen.savedPlan())
        ? Optional.empty()
        : Optional.of("left nothing out: " + String.join("; ", why));
  }

  private static String withoutEnd(HistoryRun.When when) {
    if (when.settledBy() != null) {
      return "has no end: killed, or cut off from the record (settled by run "
          + when.settledBy()
          + ")";
    }
    return when.mayWrite()
        ? "has no end: it is running, or was killed; its lease ends " + lease(when)
        : "has no end: killed, or cut off from the record; its lease ended %s, and no run has settled it so far"
            .formatted(lease(when));
  }

  private static String loggedOut(List<HistoryRun.LoggedOut> people) {
    String some =
        people.stream()
            .limit(NAMED)
            .map(HistoryRun.LoggedOut::name)
            .collect(Collectors.joining(", "));
    var policies = new TreeSet<String>();
    people.forEach(one -> policies.addAll(one.policies()));
    return "logged out %s of every application: %s%s%s"
        .formatted(
            people.size() == 1 ? "1 person" : people.size() + " people",
            some,
            people.size() > NAMED ? " and %d more".formatted(people.size() - NAMED) : "",
            policies.isEmpty() ? "" : " (" + String.join(", ", policies) + ")");
  }

  private static String lease(HistoryRun.When when) {
    return when.lease() == null ? "at no known time" : Days.second(when.lease());
  }
}
