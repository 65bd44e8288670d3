package dev.rolecall.plan;

import dev.rolecall.access.Impact;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.Approval;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.policy.Revocations;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would be done, on which basis, and whether it may be. Inert and sorted: no clock, client or
 * lambda in it, and the same inputs give the same bytes. Apply takes nothing else.
 *
 * @param steps by level, and inside a level by what they change; each after those that it waits for
 * @param goodUntil first instant at which an expiry, a start or the end of an approval would change
 *     it; null: never
 * @param impact what its steps do to people; null: nobody has looked yet
 * @param revocations whose sessions are ended after its steps
 * @param objections what guards have against it, lifted ones among them; the verdict counts the
 *     rest
 */
public record Plan(
    Basis basis,
    List<Step> steps,
    Notices notices,
    List<Problem> findings,
    Verdict verdict,
    @Nullable Instant goodUntil,
    @Nullable Impact impact,
    Revocations revocations,
    List<Objection> objections) {
  private static final Set<RuleId> NOT_NOTHING =
      EnumSet.of(RuleId.SETTINGS_CHANGED, RuleId.RECORD_OF_ANOTHER_TENANT, RuleId.RETIRED_SLUG);

  public Plan {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
    objections = List.copyOf(objections);
  }

  /** One whose impact nobody has looked at yet. */
  public Plan(
      Basis basis,
      List<Step> steps,
      Notices notices,
      List<Problem> findings,
      Verdict verdict,
      @Nullable Instant goodUntil) {
    this(basis, steps, notices, findings, verdict, goodUntil, null, Revocations.none(), List.of());
  }

  /** The same, judged by what its steps do to people, and with those whom they log out. */
  public Plan judged(Impact found, Revocations ended, List<Objection> against) {
    return new Plan(
        basis,
        steps,
        notices,
        findings,
        Verdict.of(findings, against),
        goodUntil(against),
        found,
        ended,
        against);
  }

  private Plan with(List<Step> placed, List<Problem> found, Verdict judged) {
    return new Plan(
        basis, placed, notices, found, judged, goodUntil, impact, revocations, objections);
  }

  /** The end of an approval that it needs ends it too. */
  private @Nullable Instant goodUntil(List<Objection> against) {
    @Nullable Instant first = goodUntil;
    for (Objection objection : against) {
      @Nullable Approval approval = objection.liftedBy();
      if (approval != null && (first == null || approval.expires().isBefore(first))) {
        first = approval.expires();
      }
    }
    return first;
  }

  /**
   * The same where some steps wait for others as well: they are made after those, and skipped where
   * one of them fails.
   *
   * @param waits ids by the id of the step that waits for them; never in a circle
   */
  public Plan waiting(Map<String, ? extends Set<String>> waits) {
    return waits.isEmpty() ? this : with(FurtherWaits.in(steps, waits), findings, verdict);
  }

  /** The same with notes; an error among them stands against it. */
  public Plan noting(List<Problem> notes) {
    return notes.isEmpty() ? this : noting(notes, notices);
  }

  /** The same with notes, and with other notices. */
  public Plan noting(List<Problem> notes, Notices others) {
    var all = new ArrayList<>(findings);
    all.addAll(notes);
    return new Plan(
        basis,
        steps,
        others,
        all,
        Verdict.of(all, objections),
        goodUntil,
        impact,
        revocations,
        objections);
  }

  /** The same where a warning stands against it like an error. */
  public Plan strict() {
    return held(findings.stream().map(Problem::strict).toList());
  }

  /** The same where findings of this rule stand against it. */
  public Plan enforcing(RuleId rule) {
    return held(findings.stream().map(one -> one.rule() == rule ? one.strict() : one).toList());
  }

  private Plan held(List<Problem> found) {
    return with(steps, found, Verdict.of(found, objections));
  }

  /** The same where whatever an approval would lift is lifted in an emergency. */
  public Plan overriding() {
    List<Objection> all = objections.stream().map(Objection::overriddenIfOpen).toList();
    return new Plan(
        basis,
        steps,
        notices,
        findings,
        Verdict.of(findings, all),
        goodUntil,
        impact,
        revocations,
        all);
  }

  /** The changes of one part of the report. */
  public List<Change> changesOf(Portion portion) {
    return steps.stream().filter(step -> step.portion() == portion).map(Step::change).toList();
  }

  /** Whether no step is to be done. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Whether there is nothing to write: no step, and nobody to be logged out. */
  public boolean writesNothing() {
    return isEmpty() && revocations.people().isEmpty();
  }

  /**
   * Whether nothing changes at all: nothing to write, nothing that git declares otherwise, nothing
   * withheld or left out, no setting that differs, and no record of another tenant. Only then may a
   * report say so.
   */
  public boolean changesNothing() {
    return isEmpty()
        && revocations.isNone()
        && notices.isEmpty()
        && findings.stream().map(Problem::rule).noneMatch(NOT_NOTHING::contains);
  }

  /** Whether a declared role can never be made, because its slug is retired for ever. */
  public boolean leavesRolesAlone() {
    return Findings.leftAlone(findings) > 0;
  }

  /**
   * The same without these steps, all of them removals of a holder, which a guard withholds; what
   * waits for one of them waits for it no more.
   *
   * @param ids of the steps
   * @param why what guards have against them
   */
  public Plan withholding(Set<String> ids, List<Objection> why) {
    List<Withheld> withheld =
        steps.stream()
            .filter(step -> ids.contains(step.id()))
            .map(Step::change)
            .flatMap(change ->
                change instanceof Change.OfHolder one
                    ? Stream.of(Withheld.expiry(one))
                    : Stream.of())
            .toList();
    List<Step> kept =
        steps.stream()
            .filter(step -> !ids.contains(step.id()))
            .map(step -> step.notWaitingFor(ids))
            .toList();
    return new Plan(
        basis,
        kept,
        notices.withholding(withheld),
        findings,
        verdict,
        goodUntil,
        impact,
        revocations,
        why);
  }

  /** What guards have against steps that are withheld and in the plan no more. */
  public List<Objection> againstWithheld() {
    return objections.stream().filter(one -> one.needs() == Needs.WITHHELD).toList();
  }

  /** Whose time is over and who stays all the same, because a guard keeps them. */
  public List<Withheld> keptExpired() {
    return notices.withheld().stream().filter(Withheld::isExpiry).toList();
  }

  /** Whether there is somebody like that. */
  public boolean keepsExpired() {
    return !keptExpired().isEmpty();
  }
}
