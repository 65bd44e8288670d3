package dev.rolecall.report;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.diff.Change;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import java.util.List;

/**
 * Reports for a review comment or a job summary. Folded until they fit: GitHub takes 65,536
 * characters in a comment, and other text may have to stand beside the report.
 */
final class MarkdownReport {
  static final int LONGEST = 60_000;

  private final Fold fold;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(Fold fold) {
    this.fold = fold;
  }

  static String render(Report report) {
    for (Fold fold : Fold.TIGHTER) {
      String text = new MarkdownReport(fold).write(report);
      if (text.length() <= LONGEST || fold.equals(Fold.tightest())) {
        return text;
      }
    }
    throw new IllegalStateException("the tightest fold is always taken");
  }

  private String write(Report report) {
    switch (report) {
      case Report.Problems r -> problems(r);
      case Report.Planned r -> planned(r);
      case Report.Applied r -> applied(r);
      case Report.Drifted r -> drifted(r);
      case Report.Told r -> new MarkdownHistory(fold, out).append(r.history());
      case Report.Failed r -> failed(r);
    }
    return out.toString();
  }

  private void problems(Report.Problems report) {
    paragraph("### rolecall validate");
    String counts = Texts.counts(report.problems());
    paragraph(
        "**%s**: %s%s."
            .formatted(
                Problem.anyError(report.problems()) ? "Not valid" : "Valid",
                code(report.checked()),
                counts.isEmpty() ? "" : "; " + counts));
    findings(report.problems());
  }

  private void planned(Report.Planned report) {
    Plan plan = report.plan();
    header("plan", report.header());
    first(plan.findings());
    List<Change> changes = plan.steps().stream().map(Step::change).toList();
    if (plan.isEmpty()) {
      paragraph("**" + Texts.noChanges(plan).replace("above", "below") + "**");
    } else {
      paragraph(
          "**Plan: %s.** Digest `%s`."
              .formatted(Summary.of(changes).sentence(), Texts.shortDigest(report.digest())));
      access(changes, report.header());
    }
    Texts.beside(plan).forEach(sentence -> paragraph("**" + sentence + "**"));
    switch (plan.verdict()) {
      case Verdict.Clear _ -> {}
      case Verdict.Blocked blocked -> paragraph("**" + Texts.blocked(blocked.because()) + "**");
    }
    rest(plan.findings());
    Texts.older(plan.notices().older()).ifPresent(this::paragraph);
    new MarkdownSections(fold, out).append(Sections.of(plan));
    if (!plan.isEmpty() && plan.goodUntil() != null) {
      paragraph("Good until " + plan.goodUntil() + ", when a start or an expiry changes it.");
    }
  }

  private void applied(Report.Applied report) {
    header("apply", report.header());
    switch (report.result()) {
      case ApplyResult.Stale stale -> {
        paragraph("**" + Texts.STALE + "**");
        new MarkdownList(fold, out)
            .append(stale.moved().stream().map(key -> code(Sentences.of(key))).toList());
        paragraph(Texts.NEW_PLAN.replaceFirst(": (.*)$", ": `$1`"));
      }
      case ApplyResult.Ran ran -> {
        paragraph("**" + Texts.outcomes(Totals.of(ran.outcomes()), report.plan()) + "**");
        if (report.unrecorded() != null) {
          paragraph("**" + code(report.unrecorded()) + "**");
        }
        if (!ran.complete()) {
          paragraph(Texts.GO_ON.replace("rolecall plan", "`rolecall plan`"));
        }
        access(Done.changes(ran.outcomes()), report.header());
        new MarkdownOutcomes(fold, out).append(ran.outcomes());
        findings(
            report.plan().findings().stream()
                .filter(f -> TextReport.TOLD_AFTERWARDS.contains(f.rule()))
                .toList());
      }
    }
  }

  private void drifted(Report.Drifted report) {
    header("drift", report.header());
    first(report.drift().findings());
    paragraph("**" + Texts.drift(report.drift()) + "**");
    if (!report.drift().drifted().isEmpty()) {
      paragraph(Texts.SIGNS + " " + Texts.undo(report.drift(), text -> "`" + text + "`"));
    }
    rest(report.drift().findings());
    new MarkdownSections(fold, out).append(Sections.of(report.drift()));
  }

  private void failed(Report.Failed report) {
    paragraph("### rolecall " + report.command());
    paragraph("**It ended with %d, before there was a result.**".formatted(report.exit()));
    findings(report.problems());
  }

  private void header(String command, Header header) {
    paragraph("### rolecall " + command + ": " + code(header.tenant()));
    paragraph(
        "%s %s, %s, %s"
            .formatted(
                code(header.provider()),
                code(header.url()),
                code(Texts.commit(header)),
                code(Texts.applied(header))));
  }

  private void access(List<Change> changes, Header header) {
    String sentence = Access.sentence(changes, header.tokenLifetime());
    if (!sentence.isEmpty()) {
      paragraph(sentence);
    }
  }

  /** That the commit goes back is said before anything that it would do. */
  private void first(List<Problem> findings) {
    findings(findings.stream().filter(f -> f.rule().comesFirst()).toList());
  }

  private void rest(List<Problem> findings) {
    findings(findings.stream().filter(f -> !f.rule().comesFirst()).toList());
  }

  private void findings(List<Problem> problems) {
    new MarkdownFindings(fold, out).append(problems);
  }

  private String code(String text) {
    return Markdown.code(text, fold.text());
  }

  private void paragraph(String text) {
    out.append(text).append("\n\n");
  }
}
