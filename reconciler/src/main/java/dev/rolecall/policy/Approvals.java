package dev.rolecall.policy;

import dev.rolecall.model.Approval;
import dev.rolecall.model.GuardMemory.Bound;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The approvals that a commit declares.
 *
 * @param bound by {@link Approval#digest}, the ids of the steps for which one was used already: it
 *     lets those be finished, and does nothing else
 */
public record Approvals(List<Approval> declared, SortedMap<String, Bound> bound, Instant now) {
  public Approvals {
    declared = List.copyOf(declared);
    bound = Collections.unmodifiableSortedMap(new TreeMap<>(bound));
  }

  /** None at all. */
  public static Approvals none() {
    return new Approvals(List.of(), new TreeMap<>(), Instant.EPOCH);
  }

  Objection lift(Objection objection, NamedPeople meant) {
    return declared.stream()
        .filter(approval -> approval.standsAt(now))
        .filter(approval -> objection.passesWith(approval, steps(approval), meant))
        .findFirst()
        .map(objection::liftedBy)
        .orElseGet(() -> tellingWhyNot(objection, meant));
  }

  /** Whoever has an approval of the same wonders why it does not do. */
  private Objection tellingWhyNot(Objection objection, NamedPeople meant) {
    return objection.adding(
        declared.stream()
            .filter(objection::isAbout)
            .map(approval -> approval.at() + " " + whyNot(approval, objection, meant))
            .toList());
  }

  private String whyNot(Approval approval, Objection objection, NamedPeople meant) {
    if (!approval.standsAt(now)) {
      return "has expired";
    }
    return objection.passesWith(approval, null, meant)
        ? "was used already: this change needs one with a reason of its own"
        : objection.isForOthers(approval, meant)
            ? "does not name all of them"
            : "allows only "
                + (approval.allows() == null
                    ? "nothing"
                    : approval.allows().measure().word() + ": " + approval.allows().number());
  }

  private @Nullable Set<String> steps(Approval approval) {
    @Nullable Bound used = bound.get(approval.digest());
    return used == null ? null : used.steps();
  }
}
