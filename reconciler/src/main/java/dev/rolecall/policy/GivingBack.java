package dev.rolecall.policy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an undo gives back.
 *
 * @param confirmed ids of the steps that give back what an earlier commit had declared, or the
 *     tenant's audit log tells of
 * @param unconfirmed ids of those of which only the record says so
 * @param fresh whether the run that took it is of the last 24 hours
 * @param doubt what the tenant's audit log says of the unconfirmed, a sentence; empty where there
 *     are none
 */
public record GivingBack(
    Set<String> confirmed, Set<String> unconfirmed, boolean fresh, String doubt) {
  public GivingBack {
    confirmed = Collections.unmodifiableSet(new TreeSet<>(confirmed));
    unconfirmed = Collections.unmodifiableSet(new TreeSet<>(unconfirmed));
  }

  /** What still has to be approved; what was taken within a day is given back without. */
  public List<Objection> stillAgainst(List<Objection> objections) {
    return objections.stream().filter(one -> !needsNone(one)).toList();
  }

  private boolean needsNone(Objection one) {
    return fresh
        && one.needs() == Objection.Needs.APPROVAL
        && !one.steps().isEmpty()
        && confirmed.containsAll(one.steps());
  }
}
