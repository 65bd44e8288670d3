package dev.rolecall.report;

import dev.rolecall.model.Grant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record for a terminal, and the sentences of it that Markdown has too. */
final class TextHistory {
  static final String ASIDE =
      "The record tells what rolecall did and found. What a hand does is in the tenant's audit log,"
          + " and drift shows it.";

  private static final int SHORT_ID = 7;

  private final Paint paint;
  private final StringBuilder out;

  TextHistory(Paint paint, StringBuilder out) {
    this.paint = paint;
    this.out = out;
  }

  void append(HistoryReport report) {
    line(paint.bold(Plain.of(report.tenant())) + "      record " + Plain.of(report.record()));
    line("");
    for (HistoryReport.Entry entry : report.entries()) {
      switch (entry) {
        case HistoryReport.Unreadable unreadable ->
            line(paint.red("unreadable") + "  " + Plain.of(unreadable(unreadable)));
        case HistoryReport.Run run -> run(run);
      }
    }
    if (!report.entries().isEmpty()) {
      line("");
    }
    if (!report.granted().isEmpty()) {
      line("Git's own now");
      report
          .granted()
          .forEach(holding -> line("  = " + Plain.of(grant(holding.grant(), holding.name()))));
      line("");
    }
    line(paint.bold(Plain.of(headline(report))));
    line(ASIDE);
  }

  private void run(HistoryReport.Run run) {
    String state = "%-7s".formatted(run.when().state());
    line(
        "%s  %s  %s"
            .formatted(
                run.when().begun().truncatedTo(ChronoUnit.SECONDS),
                run.when().state().equals("done") ? paint.green(state) : paint.yellow(state),
                Plain.of(run(run.who()) + "   run " + run.id())));
    remarks(run).forEach(remark -> line("    " + Plain.of(remark)));
    for (HistoryReport.Step step : run.steps()) {
      line("  %-8s %s".formatted(step.outcome(), Plain.of(step(step))));
    }
    for (HistoryReport.Event event : run.events()) {
      line("  " + Plain.of(event(event)));
    }
    if (run.events().isEmpty() && run.steps().isEmpty()) {
      line("    " + counts(run.counts()));
    }
  }

  /** {@code 2 granted, 1 removed}. */
  static String counts(HistoryReport.Counts counts) {
    List<String> parts =
        counts.counts().stream()
            .map(count -> Counted.number(count.number()) + " " + count.word().word())
            .toList();
    String grants = parts.isEmpty() ? "nobody's grants changed" : String.join(", ", parts);
    return counts.definitions() == 0
        ? grants
        : grants + "; " + Counted.of(counts.definitions(), "step") + " on roles and capabilities";
  }

  static String run(HistoryReport.Who who) {
    return "%s%s by %s".formatted(shortId(who.target()), who.dirty() ? "+dirty" : "", who.actor());
  }

  /** What is out of the ordinary about a run. */
  static List<String> remarks(HistoryReport.Run run) {
    var remarks = new ArrayList<String>();
    if (run.who().rollback()) {
      remarks.add("went back on purpose: --rollback");
    }
    if (run.who().movedFrom() != null) {
      remarks.add("the tenant had moved from " + run.who().movedFrom());
    }
    if (run.who().replaces() != null) {
      remarks.add("earlier runs were cut off here; this replaces " + run.who().replaces());
    }
    if (run.who().renamed() != null) {
      remarks.add("the record went on as that of " + run.who().renamed());
    }
    if (run.when().state().equals("started")) {
      remarks.add("has no end: it is running, or was killed; its lease ends " + run.when().lease());
    }
    return remarks;
  }

  static String event(HistoryReport.Event event) {
    return "%c %-9s %s"
        .formatted(event.word().sign(), event.word().word(), grant(event.grant(), event.name()));
  }

  static String step(HistoryReport.Step step) {
    @Nullable String message = step.message();
    return message == null ? Sentences.of(step.step().change()) : message;
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
    return Counted.of(runs, "run") + about + "." + broken;
  }

  private static String shortId(String commit) {
    return commit.substring(0, Math.min(SHORT_ID, commit.length()));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
