package dev.rolecall.report;

import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Withheld;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sentences that text and Markdown share; what came from outside is not yet made safe in them. */
final class Texts {
  static final String STALE =
      "The plan is stale: since it was made, what it rests on has moved. Nothing was written.";
  static final String NEW_PLAN = "Make a new plan and have it reviewed: rolecall plan --out FILE";
  static final String NO_CHANGES = "No changes. The tenant is as git declares it.";
  static final String NO_CHANGES_BUT =
      "No changes to make. What is found above stands apart from that.";
  static final String NOTHING_TO_WRITE = "Nothing to write now.";
  static final String NO_STEP = "No change is planned.";
  static final String SIGNS = "The signs say what apply would do.";
  static final String NO_DRIFT = "No drift: what git declares is as it was last applied.";
  static final String NOTHING_RECORDED =
      "No drift in what git declares. No whole run is recorded, so it was not compared with what"
          + " was applied before.";
  private static final String KEEP_DRIFT =
      " To keep it: write it into git, rolecall import --role SLUG shows how.";
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

  /**
   * What a plan comes to when there is nothing to write. "No changes" is said only where nothing is
   * declared otherwise, withheld or left out.
   */
  static String noChanges(Plan plan) {
    if (plan.findings().stream().anyMatch(Problem::isError)) {
      return NO_STEP;
    }
    if (!plan.changesNothing()) {
      return NOTHING_TO_WRITE;
    }
    return plan.findings().stream().allMatch(finding -> finding.severity() == Severity.NOTE)
        ? NO_CHANGES
        : NO_CHANGES_BUT;
  }

  /** What counts beside the steps, a sentence each; empty where there is nothing. */
  static List<String> beside(Plan plan) {
    var sentences = new ArrayList<String>();
    leftAlone(Findings.leftAlone(plan.findings())).ifPresent(sentences::add);
    withheld(plan.notices().withheld()).ifPresent(sentences::add);
    int declared = plan.notices().declared().size();
    long settings =
        plan.findings().stream().filter(f -> f.rule() == RuleId.SETTINGS_CHANGED).count();
    declared(declared).ifPresent(sentences::add);
    if (settings > 0) {
      sentences.add("Settings: " + Counted.of(settings, "difference") + ".");
    }
    adopted(plan.notices()).ifPresent(sentences::add);
    leftOut(plan.notices().leftOut().size()).ifPresent(sentences::add);
    return sentences;
  }

  /** {@code 12 findings from before, that this change neither makes nor touches: ...}. */
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

  private static Optional<String> leftAlone(int roles) {
    return roles == 0
        ? Optional.empty()
        : Optional.of(
            "Left alone, their slugs are retired for ever: " + Counted.of(roles, "role") + ".");
  }

  private static Optional<String> declared(int changes) {
    return changes == 0
        ? Optional.empty()
        : Optional.of("Declared, nothing to write now: " + Counted.of(changes, "change") + ".");
  }

  private static Optional<String> adopted(Notices notices) {
    int holders = notices.adopted().stream().mapToInt(one -> one.holders().size()).sum();
    return holders == 0
        ? Optional.empty()
        : Optional.of(
            "Adopted, git's own from this run on: " + Counted.of(holders, "holder") + ".");
  }

  /** {@code Withheld: 2 lines wait, 3 holders stay for now.} */
  static Optional<String> withheld(List<Withheld> withheld) {
    if (withheld.isEmpty()) {
      return Optional.empty();
    }
    long lines = withheld.stream().map(Withheld::at).filter(Objects::nonNull).distinct().count();
    int holders = withheld.stream().mapToInt(w -> w.holders().size()).sum();
    var parts = new ArrayList<String>();
    if (lines > 0) {
      parts.add(Counted.of(lines, "line") + (lines == 1 ? " waits" : " wait"));
    }
    if (holders > 0) {
      parts.add(Counted.of(holders, "holder") + (holders == 1 ? " stays" : " stay") + " for now");
    }
    return Optional.of("Withheld: " + String.join(", ", parts) + ".");
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

  static String outcomes(Totals totals, Plan plan) {
    Notices notices = plan.notices();
    var sentences = new ArrayList<>(List.of(outcomes(totals)));
    leftAlone(Findings.leftAlone(plan.findings())).ifPresent(sentences::add);
    withheld(notices.withheld()).ifPresent(sentences::add);
    adopted(notices).ifPresent(sentences::add);
    leftOut(notices.leftOut().size()).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private static Optional<String> leftOut(int steps) {
    return steps == 0
        ? Optional.empty()
        : Optional.of("Left out of this run: " + Counted.of(steps, "step") + ".");
  }

  private static String outcomes(Totals totals) {
    var text = new StringBuilder("Applied: " + Counted.of(totals.done(), "step") + " done");
    if (totals.failed() > 0) {
      text.append(", ").append(Counted.number(totals.failed())).append(" failed");
    }
    if (totals.skipped() > 0) {
      text.append(", ").append(Counted.number(totals.skipped())).append(" skipped");
    }
    return text.append('.').toString();
  }

  /** What a drift report comes to: what differs, and what was not looked at. */
  static String drift(DriftReport drift) {
    var sentences = new ArrayList<String>();
    int drifted = drift.drifted().size();
    sentences.add(
        drifted > 0
            ? "Drift: " + Counted.of(drifted, "difference") + "."
            : drift.nothingRecorded()
                ? NOTHING_RECORDED
                : drift.found() ? "No drift in what git declares." : NO_DRIFT);
    leftAlone(Findings.leftAlone(drift.findings())).ifPresent(sentences::add);
    withheld(drift.withheld()).ifPresent(sentences::add);
    if (drift.vanished() > 0) {
      sentences.add(
          "Vanished from git, neither restored nor retired: %s."
              .formatted(Counted.of(drift.vanished(), "document")));
    }
    if (!drift.notInGit().isEmpty()) {
      sentences.add(notInGit(drift));
    }
    if (!drift.undoing().isEmpty()) {
      sentences.add(
          "This commit goes back: %s would undo what was applied."
              .formatted(Counted.of(drift.undoing().size(), "change")));
    }
    if (!drift.waiting().isEmpty()) {
      sentences.add(Counted.of(drift.waiting().size(), "change") + " waiting in git.");
    }
    declared(drift.declared().size()).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  /** The way back, and the way to keep what drifted; with each command made by {@code code}. */
  static String undo(DriftReport drift, UnaryOperator<String> code) {
    String causes =
        drift.drifted().stream()
            .map(change -> change.cause().word())
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    String keep = "rolecall import --role SLUG";
    return "To put it back: "
        + code.apply("rolecall apply --only " + causes)
        + "."
        + KEEP_DRIFT.replace(keep, code.apply(keep));
  }

  private static String notInGit(DriftReport drift) {
    var notInGit = drift.notInGit();
    var parts = new ArrayList<String>();
    if (!notInGit.roles().isEmpty()) {
      parts.add(Counted.of(notInGit.roles().size(), "role"));
    }
    if (notInGit.holderCount() > 0) {
      parts.add(Counted.of(notInGit.holderCount(), "holder"));
    }
    if (!notInGit.capabilities().isEmpty()) {
      parts.add(Counted.of(notInGit.capabilities().size(), "capability"));
    }
    return "Not in git: %s%s"
        .formatted(
            String.join(", ", parts),
            drift.coversAll() ? "; coverage: all counts them." : ", left alone and not compared.");
  }
}
