package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.NetWidening;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.Telling;
import dev.rolecall.report.Span.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said of a plan. */
final class PlanPhrases {
  private PlanPhrases() {}

  /**
   * What a plan comes to when there is nothing to write. "No changes" is said only where nothing is
   * declared otherwise, withheld or left out.
   */
  static Phrase noChanges(Plan plan) {
    if (plan.findings().stream().anyMatch(Problem::isError)) {
      return Phrase.words("No change is planned.");
    }
    if (plan.findings().stream().anyMatch(one -> one.rule() == RuleId.UNDOES)) {
      return Phrase.words("Nothing is taken back.");
    }
    int loggedOut = plan.revocations().people().size();
    if (loggedOut > 0) {
      return Phrase.words("No change to make; " + SessionPhrases.areLoggedOut(loggedOut) + ".");
    }
    if (!plan.changesNothing()) {
      return Phrase.words("Nothing to write now.");
    }
    List<Problem> found =
        plan.findings().stream().filter(finding -> finding.severity() != Severity.NOTE).toList();
    if (found.isEmpty()) {
      return Phrase.words("No changes. The tenant is as git declares it.");
    }
    boolean allFirst = found.stream().allMatch(finding -> Telling.comesFirst(finding.rule()));
    return Phrase.of(
        new Words("No changes to make. What is found "),
        new Span.Position(Part.RESULT, allFirst ? Part.FIRST : Part.FINDINGS),
        new Words(" stands apart from that."));
  }

  /** That it is the plan of a later run. */
  static String at(Instant at) {
    return "As of %s: what a run at that time would do with the tenant and the record as they are now. It is never applied."
        .formatted(at);
  }

  /** What counts beside the steps, a sentence each; empty where there is nothing. */
  static List<String> beside(Plan plan) {
    var sentences = new ArrayList<String>();
    Phrases.leftAlone(plan.findings()).ifPresent(sentences::add);
    Phrases.withheld(plan.notices().withheld()).ifPresent(sentences::add);
    Phrases.declared(plan.notices().declared().size()).ifPresent(sentences::add);
    settings(plan.findings()).ifPresent(sentences::add);
    Phrases.adopted(plan.notices()).ifPresent(sentences::add);
    Phrases.leftOut(plan.notices().leftOut().size()).ifPresent(sentences::add);
    netWidening(plan).ifPresent(sentences::add);
    return sentences;
  }

  /** Somebody loses a role that goes, and has more than before by one that comes. */
  private static Optional<String> netWidening(Plan plan) {
    Impact impact = plan.impact();
    int people =
        impact == null
            ? 0
            : NetWidening.of(plan.steps().stream().map(Step::change).toList(), impact)
                .people()
                .size();
    return people == 0
        ? Optional.empty()
        : Optional.of(
            "Net widening: roles go and roles come, and %s more than before."
                .formatted(people == 1 ? "1 person has" : Counted.number(people) + " people have"));
  }

  private static Optional<String> settings(List<Problem> findings) {
    long differences = findings.stream().filter(f -> f.rule() == RuleId.SETTINGS_CHANGED).count();
    return differences == 0
        ? Optional.empty()
        : Optional.of("Settings: " + Counted.of(differences, "difference") + ".");
  }

  /** {@code From before, neither made nor touched by this change: 12 unmanaged-role.} */
  static Optional<String> older(List<Problem> older) {
    if (older.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> counted =
        older.stream()
            .collect(
                Collectors.groupingBy(
                    finding -> finding.rule().id(), TreeMap::new, Collectors.counting()));
    return Optional.of(
        "From before, neither made nor touched by this change: %s."
            .formatted(
                counted.entrySet().stream()
                    .map(rule -> Counted.number(rule.getValue()) + " " + rule.getKey())
                    .collect(Collectors.joining(", "))));
  }
}
