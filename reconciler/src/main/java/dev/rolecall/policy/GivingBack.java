package dev.rolecall.policy;

import dev.rolecall.problem.RuleId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an undo gives back.
 *
 * @param declared ids of the steps that give back what an earlier commit had declared
 * @param audited ids of those of which the tenant's audit log tells
 * @param unconfirmed ids of those of which only the record says so
 * @param fresh whether the run that took it is of the last 24 hours
 * @param doubt what the tenant's audit log says of the unconfirmed, a sentence; empty where there
 *     are none
 */
public record GivingBack(
    Set<String> declared,
    Set<String> audited,
    Set<String> unconfirmed,
    boolean fresh,
    String doubt) {
  public GivingBack {
    declared = Collections.unmodifiableSet(new TreeSet<>(declared));
    audited = Collections.unmodifiableSet(new TreeSet<>(audited));
    unconfirmed = Collections.unmodifiableSet(new TreeSet<>(unconfirmed));
  }

  /** What still has to be approved; what was taken within a day is given back without. */
  public List<Objection> stillAgainst(List<Objection> objections) {
    return objections.stream().filter(one -> !needsNone(one)).toList();
  }

  /** Somebody may have been given the other side since, so a pair is never free. */
  private boolean needsNone(Objection one) {
    return fresh
        && one.rule() != RuleId.SEPARATION_OF_DUTIES
        && one.needs() == Objection.Needs.APPROVAL
        && !one.steps().isEmpty()
        && one.steps().stream().allMatch(step -> isFree(step, one.rule()));
  }

  /** What no reviewer has ever seen is not given back against the rules of a team's own. */
  private boolean isFree(String step, RuleId rule) {
    return declared.contains(step) || (audited.contains(step) && rule != RuleId.CUSTOM_RULE);
  }
}
