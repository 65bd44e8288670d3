package dev.rolecall.diff;

import dev.rolecall.model.Grant;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a comparison found.
 *
 * @param changes by what they are about; the plan orders them by level
 * @param findings errors block the plan, the others are said with it
 * @param declared what git changed without anything to write now
 * @param withheld what git asks for and is not done
 * @param later lines that begin another day, and wait like those that are withheld
 * @param adopted who becomes git's own by this run
 * @param unwritten what the record learns without a write
 */
public record DiffResult(
    List<Change> changes,
    List<Problem> findings,
    List<DeclaredChange> declared,
    List<Withheld> withheld,
    List<Withheld> later,
    List<Adopted> adopted,
    Unwritten unwritten) {
  public DiffResult {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
    declared = List.copyOf(declared);
    withheld = List.copyOf(withheld);
    later = List.copyOf(later);
    adopted = List.copyOf(adopted);
  }

  /** Changes and findings alone. */
  public DiffResult(List<Change> changes, List<Problem> findings) {
    this(changes, findings, List.of(), List.of(), List.of(), List.of(), Unwritten.nothing());
  }

  /** The same where no record is kept: nobody becomes git's own by a run. */
  public DiffResult withoutRecord() {
    return new DiffResult(
        changes,
        findings.stream().filter(finding -> finding.rule() != RuleId.ADOPTS).toList(),
        declared,
        withheld,
        later,
        List.of(),
        unwritten);
  }

  /**
   * The same where some of what looks like a hand in the tenant is our own doing: an undo did it,
   * and git asks for the contrary.
   */
  public DiffResult waiting(Predicate<Change> undone) {
    return new DiffResult(
        changes.stream()
            .map(change ->
                change.cause() == Cause.DRIFT && undone.test(change)
                    ? Causes.pending(change)
                    : change)
            .toList(),
        findings,
        declared,
        withheld,
        later,
        adopted,
        unwritten);
  }

  /** The same where the holders of these expiries stay for now. */
  public DiffResult withholding(List<Withheld> expiries) {
    if (expiries.isEmpty()) {
      return this;
    }
    var staying = new HashSet<Grant>();
    for (Withheld one : expiries) {
      one.holders().forEach(holder -> staying.add(new Grant(one.role(), holder.identity())));
    }
    List<Change> rest =
        changes.stream()
            .filter(change ->
                !(change instanceof Change.AssignmentRemoved removed
                    && staying.contains(removed.grant())))
            .toList();
    var all = new ArrayList<>(withheld);
    all.addAll(expiries);
    return new DiffResult(rest, findings, declared, all, later, adopted, unwritten);
  }

  /** The same comparison, its findings joined with those of the files. */
  public DiffResult withFindings(List<Problem> all) {
    return new DiffResult(changes, all, declared, withheld, later, adopted, unwritten);
  }
}
