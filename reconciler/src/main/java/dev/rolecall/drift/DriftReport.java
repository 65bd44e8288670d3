package dev.rolecall.drift;

import dev.rolecall.access.Ending;
import dev.rolecall.access.Impact;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Live against applied and desired.
 *
 * @param drifted what moved behind git's back since the last run; each change is the way back
 * @param waiting what git asks for and the tenant does not have yet
 * @param undoing what this commit, which goes back, would undo of what was applied
 * @param declared what git changed since the last run and writes nothing
 * @param withheld what git asks for and cannot be done safely
 * @param impact what putting back what drifted would do to people
 * @param together who holds together what policies keep apart
 * @param owed who is to be logged out still, for what earlier runs took
 * @param expiring who holds something that ends soon, the nearest first: no drift
 * @param notInGit what git does not speak of
 * @param coversAll whether what git does not speak of is drift too
 * @param ahead days to come on which tombstones do something, nearest first; no drift
 * @param findings unknown subjects and the like
 */
public record DriftReport(
    List<Change> drifted,
    List<Change> waiting,
    List<Change> undoing,
    List<DeclaredChange> declared,
    List<Withheld> withheld,
    Impact impact,
    HeldTogether together,
    List<OwedRevocation> owed,
    List<Ending> expiring,
    NotInGit notInGit,
    boolean coversAll,
    List<DueDate> ahead,
    List<Problem> findings) {
  public DriftReport {
    drifted = List.copyOf(drifted);
    waiting = List.copyOf(waiting);
    undoing = List.copyOf(undoing);
    declared = List.copyOf(declared);
    withheld = List.copyOf(withheld);
    owed = List.copyOf(owed);
    expiring = List.copyOf(expiring);
    ahead = List.copyOf(ahead);
    findings = List.copyOf(findings);
  }

  /** One where nobody is owed anything, nothing ends and no day is ahead. */
  public DriftReport(
      List<Change> drifted,
      List<Change> waiting,
      List<Change> undoing,
      List<DeclaredChange> declared,
      List<Withheld> withheld,
      Impact impact,
      HeldTogether together,
      NotInGit notInGit,
      boolean coversAll,
      List<Problem> findings) {
    this(
        drifted, waiting, undoing, declared, withheld, impact, together, List.of(), List.of(),
        notInGit, coversAll, List.of(), findings);
  }

  /**
   * Sorts a difference by whose move it was, people not looked at yet. Where no applied commit is
   * known nobody can tell, and what a live role has and git does not say is called drift.
   *
   * @param appliedKnown whether the difference was made with an applied state
   * @param undoing those of its changes that undo what was applied
   */
  public static DriftReport of(
      DiffResult difference,
      NotInGit notInGit,
      Collection<Change> undoing,
      boolean appliedKnown,
      boolean coversAll) {
    var undone = new HashSet<>(undoing);
    return new DriftReport(
        difference.changes().stream()
            .filter(c -> isDrift(c, appliedKnown) && !undone.contains(c))
            .toList(),
        difference.changes().stream()
            .filter(c -> !isDrift(c, appliedKnown) && !undone.contains(c))
            .toList(),
        List.copyOf(undoing),
        difference.declared(),
        difference.withheld(),
        Impact.none(),
        HeldTogether.nothing(),
        notInGit,
        coversAll,
        difference.findings());
  }

  /** The same, with who is behind it and what is to come. */
  public DriftReport among(
      Impact found, HeldTogether pairs, List<OwedRevocation> people, Ahead days) {
    var all = new ArrayList<>(findings);
    all.addAll(days.warnings());
    return new DriftReport(
        drifted,
        waiting,
        undoing,
        declared,
        withheld,
        found,
        pairs,
        people,
        days.expiring(),
        notInGit,
        coversAll,
        days.due(),
        all);
  }

  /**
   * What is to come.
   *
   * @param expiring who holds something that ends soon, the nearest first
   * @param warnings of those of them where something may stay
   * @param due days on which tombstones do something, nearest first
   */
  public record Ahead(List<Ending> expiring, List<Problem> warnings, List<DueDate> due) {
    public Ahead {
      expiring = List.copyOf(expiring);
      warnings = List.copyOf(warnings);
      due = List.copyOf(due);
    }
  }

  private static boolean isDrift(Change change, boolean appliedKnown) {
    return switch (change.cause()) {
      case DRIFT -> true;
      case TAKES_OVER -> !appliedKnown && !adds(change);
      case PENDING, STARTED, EXPIRED, UNDONE -> false;
    };
  }

  /** What git asks for and the tenant does not have is waiting, also where nothing was applied. */
  private static boolean adds(Change change) {
    return change.gains()
        || change instanceof Change.CapabilityCreated
        || change instanceof Change.RoleCreated;
  }

  /**
   * Whether the tenant is not as git has it: drift, something withheld, held together against a
   * policy, sessions that are owed, uncovered or vanished things, no record, or an emergency that
   * nobody ratified.
   */
  public boolean found() {
    return !drifted.isEmpty()
        || !withheld.isEmpty()
        || together.found()
        || !owed.isEmpty()
        || (coversAll && !notInGit.isEmpty())
        || vanished() > 0
        || Findings.leftAlone(findings) > 0
        || recordMissing()
        || unratified();
  }

  /** How many roles and capabilities git has lost without a tombstone; the tenant has them. */
  public int vanished() {
    return (int)
        findings.stream()
            .filter(f -> f.rule() == RuleId.ROLE_VANISHED || f.rule() == RuleId.CAPABILITY_VANISHED)
            .count();
  }

  /** Whether nobody may apply now. */
  public boolean held() {
    return findings.stream().anyMatch(finding -> finding.rule() == RuleId.HELD);
  }

  /** Whether a run broke the glass more than a day ago and nobody has ratified it. */
  public boolean unratified() {
    return findings.stream()
        .anyMatch(f -> f.rule() == RuleId.BROKEN_GLASS && f.severity() == Severity.WARNING);
  }

  /** Whether there ought to be a record and is none: what git granted before nobody can tell. */
  public boolean recordMissing() {
    return findings.stream()
        .anyMatch(f -> f.rule() == RuleId.NO_RECORD || f.rule() == RuleId.RECORD_OF_ANOTHER_TENANT);
  }

  /** Whether nothing is known of what was applied before: it was compared with git alone. */
  public boolean nothingRecorded() {
    return findings.stream().anyMatch(finding -> finding.rule() == RuleId.NO_APPLIED_COMMIT);
  }
}
