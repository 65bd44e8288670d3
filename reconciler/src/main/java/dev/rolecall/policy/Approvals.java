package dev.rolecall.policy;

import dev.rolecall.model.Approval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The approvals that a commit declares.
 *
 * @param bound by {@link Approval#digest}, the ids of the steps for which one was used already: it
 *     lets those be finished, and does nothing else
 */
public record Approvals(
    List<Approval> declared, Map<String, SortedSet<String>> bound, Instant now) {
  public Approvals {
    declared = List.copyOf(declared);
    bound = Map.copyOf(bound);
  }

  /** None at all. */
  public static Approvals none() {
    return new Approvals(List.of(), Map.of(), Instant.EPOCH);
  }

  Objection lift(Objection objection) {
    return first(objection).map(objection::liftedBy).orElse(objection);
  }

  private Optional<Approval> first(Objection objection) {
    return declared.stream()
        .filter(approval -> approval.standsAt(now))
        .filter(approval -> objection.passesWith(approval, bound.get(approval.digest())))
        .findFirst();
  }
}
