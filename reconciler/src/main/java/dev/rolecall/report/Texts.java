package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Sentences that text and Markdown share; what came from outside is not yet made safe in them. */
final class Texts {
  static final String STALE =
      "The plan is stale: since it was made, what it rests on has moved. Nothing was written.";
  static final String NEW_PLAN = "Make a new plan and have it reviewed: rolecall plan --out FILE";
  static final String NO_CHANGES = "No changes. The tenant is as git declares it.";
  static final String NO_CHANGES_BUT =
      "No changes to make. What is found above stands apart from that.";
  static final String NO_STEP = "No change is planned.";
  static final String SIGNS = "The signs say what apply would do.";
  static final String NO_DRIFT = "No drift. The tenant is as it was last applied.";
  static final String UNDO_DRIFT =
      "To put it back: rolecall apply --only drift. To keep it: write it into git,"
          + " rolecall import --role SLUG shows how.";
  static final String GO_ON =
      "What is done stays done. rolecall plan shows what is left; rolecall apply goes on from"
          + " there.";
  static final String IN_JSON = "see --report json=FILE";

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,}.*", Pattern.DOTALL);

  private Texts() {}

  static String commit(Header header) {
    return COMMIT.matcher(header.commit()).matches()
        ? "commit " + header.commit()
        : header.commit();
  }

  static String applied(Header header) {
    return COMMIT.matcher(header.applied()).matches()
        ? "applied " + header.applied()
        : header.applied();
  }

  /** For a plan without steps. */
  static String noChanges(Collection<Problem> findings) {
    if (findings.stream().anyMatch(Problem::isError)) {
      return NO_STEP;
    }
    return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE)
        ? NO_CHANGES
        : NO_CHANGES_BUT;
  }

  static String shortDigest(String digest) {
    return digest.substring(0, Math.min(8, digest.length()));
  }

  static String blocked(List<Problem> because) {
    return "Blocked: %s against it. Nothing can be applied until %s gone."
        .formatted(
            Counted.of(because.size(), "error") + (because.size() == 1 ? " stands" : " stand"),
            because.size() == 1 ? "it is" : "they are");
  }

  /** {@code 2 errors, 1 warning}; empty when there is nothing. */
  static String counts(Collection<Problem> problems) {
    var parts = new ArrayList<String>();
    for (Severity severity : Severity.values()) {
      long count = problems.stream().filter(p -> p.severity() == severity).count();
      if (count > 0) {
        parts.add(Counted.of(count, severity.word()));
      }
    }
    return String.join(", ", parts);
  }

  static String validated(Report.Problems report) {
    String counts = counts(report.problems());
    String verdict = Problem.anyError(report.problems()) ? "Not valid: " : "Valid: ";
    String separator = report.checked().isEmpty() || counts.isEmpty() ? "" : "; ";
    return verdict + report.checked() + separator + counts + ".";
  }

  static String outcomes(Totals totals) {
    var text = new StringBuilder("Applied: " + Counted.of(totals.done(), "step") + " done");
    if (totals.failed() > 0) {
      text.append(", ").append(Counted.number(totals.failed())).append(" failed");
    }
    if (totals.skipped() > 0) {
      text.append(", ").append(Counted.number(totals.skipped())).append(" skipped");
    }
    return text.append('.').toString();
  }

  static String drift(int drifted, int waiting) {
    String wait = waiting == 0 ? "" : " " + Counted.of(waiting, "change") + " waiting in git.";
    return drifted == 0
        ? NO_DRIFT + wait
        : "Drift: " + Counted.of(drifted, "difference") + "." + wait;
  }
}
