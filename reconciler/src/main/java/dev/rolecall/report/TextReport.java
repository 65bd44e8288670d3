package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reports for a terminal. */
final class TextReport {
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  TextReport(Paint paint) {
    this.paint = paint;
  }

  String render(Report report) {
    switch (report) {
      case Report.Problems r -> problems(r);
      case Report.Planned r -> planned(r);
      case Report.Applied r -> applied(r);
      case Report.Drifted r -> drifted(r);
      case Report.Told r -> new TextHistory(paint, out).append(r.history());
      case Report.Failed r -> new TextFindings(paint, out).append(r.problems());
    }
    return out.toString();
  }

  private void problems(Report.Problems report) {
    new TextFindings(paint, out).append(report.problems());
    line(paint.bold(Plain.of(Texts.validated(report))));
  }

  private void planned(Report.Planned report) {
    Plan plan = report.plan();
    header(report.header());
    first(plan.findings());
    new TextSections(paint, out).append(Sections.of(plan));
    rest(plan.findings());
    List<Change> changes = plan.steps().stream().map(Step::change).toList();
    if (plan.isEmpty()) {
      line(paint.bold(Texts.noChanges(plan)));
    } else {
      line(
          paint.bold("Plan: " + Summary.of(changes).sentence() + ".")
              + "   digest "
              + Texts.shortDigest(report.digest()));
      access(changes, report.header());
      if (plan.goodUntil() != null) {
        line("Good until " + plan.goodUntil() + ", when a start or an expiry changes it.");
      }
    }
    Texts.older(plan.notices().older()).ifPresent(sentence -> line(paint.faint(sentence)));
    Texts.beside(plan).forEach(sentence -> line(paint.yellow(sentence)));
    switch (plan.verdict()) {
      case Verdict.Clear _ -> {}
      case Verdict.Blocked blocked -> line(paint.red(Texts.blocked(blocked.because())));
    }
  }

  private void applied(Report.Applied report) {
    header(report.header());
    switch (report.result()) {
      case ApplyResult.Stale stale -> stale(stale.moved());
      case ApplyResult.Ran ran -> ran(ran, report);
    }
  }

  private void stale(List<BasisKey> moved) {
    line(paint.red(Texts.STALE));
    moved.forEach(key -> line("  " + Plain.of(Sentences.of(key))));
    line(Texts.NEW_PLAN);
  }

  /** What stands beside the outcomes of a run: it is so now, or still. */
  static final Set<RuleId> TOLD_AFTERWARDS = EnumSet.of(RuleId.ADOPTS, RuleId.RETIRED_SLUG);

  private void ran(ApplyResult.Ran ran, Report.Applied report) {
    new TextOutcomes(paint, out).append(ran.outcomes());
    findings(report.plan().findings(), finding -> TOLD_AFTERWARDS.contains(finding.rule()));
    line(paint.bold(Texts.outcomes(Totals.of(ran.outcomes()), report.plan())));
    if (report.unrecorded() != null) {
      line(paint.red(Plain.of(report.unrecorded())));
    }
    access(Done.changes(ran.outcomes()), report.header());
    if (!ran.complete()) {
      line(Texts.GO_ON);
    }
  }

  private void drifted(Report.Drifted report) {
    header(report.header());
    first(report.drift().findings());
    new TextSections(paint, out).append(Sections.of(report.drift()));
    rest(report.drift().findings());
    line(paint.bold(Texts.drift(report.drift())));
    if (!report.drift().drifted().isEmpty()) {
      line(Texts.SIGNS + " " + Texts.undo(report.drift(), UnaryOperator.identity()));
    }
  }

  /** That the commit goes back is said before anything that it would do. */
  private void first(List<Problem> findings) {
    findings(findings, finding -> finding.rule().comesFirst());
  }

  private void rest(List<Problem> findings) {
    findings(findings, finding -> !finding.rule().comesFirst());
  }

  private void findings(List<Problem> findings, Predicate<Problem> which) {
    new TextFindings(paint, out).append(findings.stream().filter(which).toList());
  }

  private void header(Header header) {
    line(
        paint.bold(Plain.of(header.tenant()))
            + Plain.of(
                "  %s  %s      %s   %s"
                    .formatted(
                        header.provider(),
                        header.url(),
                        Texts.commit(header),
                        Texts.applied(header))));
    line("");
  }

  private void access(List<Change> changes, Header header) {
    String sentence = Access.sentence(changes, header.tokenLifetime());
    if (!sentence.isEmpty()) {
      line(sentence);
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** The two-line form of a problem, for whoever must show one by itself. */
  static String problem(Paint paint, Problem problem) {
    var out = new StringBuilder();
    new TextFindings(paint, out).problem(problem);
    return out.toString();
  }
}
