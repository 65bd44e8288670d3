package dev.rolecall.diff;

import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Subject;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tombstones of roles that are still live: the deletion, or why it cannot be. */
final class RoleRetirement {
  private final DiffInputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;

  /**
   * To be run after the edits of roles.
   *
   * @param changes those found so far; they tell which roles go on containing a retired one
   */
  RoleRetirement(DiffInputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
  }

  void run() {
    inputs.desired().retired().values().forEach(this::retire);
  }

  private void retire(Tombstone.OfRole tombstone) {
    LiveRole live = inputs.live().roles().get(tombstone.slug());
    if (live == null) {
      return;
    }
    if (live.system()) {
      findings.add(
          Problem.error(
              RuleId.SYSTEM_ROLE,
              tombstone.at(),
              "%s is a system role of the tenant and cannot be retired."
                  .formatted(tombstone.slug())));
      return;
    }
    List<Slug> users = rolesThatContain(tombstone.slug());
    if (!users.isEmpty()) {
      findings.add(
          Problem.error(
              RuleId.CAPABILITY_IN_USE,
              tombstone.at(),
              "%s cannot be retired while a live role contains it: %s."
                  .formatted(tombstone.slug(), Counted.list(users))));
      return;
    }
    delete(live, tombstone);
  }

  /** Who takes over now: a successor that has gone since has one of its own, or none. */
  private @Nullable Slug successor(Tombstone.OfRole tombstone) {
    var met = new HashSet<Slug>();
    Sourced<Slug> next = tombstone.successor();
    while (next != null && met.add(next.value())) {
      Tombstone.OfRole gone = inputs.desired().retired().get(next.value());
      if (gone == null) {
        return next.value();
      }
      next = gone.successor();
    }
    return null;
  }

  private List<Slug> rolesThatContain(Slug role) {
    return inputs
        .features()
        .asCapability(role)
        .map(id -> new CapabilityUsage(inputs, changes).rolesThatKeep(id))
        .orElse(List.of());
  }

  private void delete(LiveRole live, Tombstone.OfRole tombstone) {
    boolean appliedToo =
        inputs
            .appliedState()
            .filter(applied -> applied.retired().containsKey(tombstone.slug()))
            .isPresent();
    boolean foreign = inputs.appliedState().isPresent() && inputs.takesOver(tombstone.slug());
    List<Subject> holders = inputs.live().holders(tombstone.slug());
    if (foreign && !appliedToo) {
      findings.add(
          Problem.warning(
                  RuleId.TAKES_OVER,
                  tombstone.at(),
                  "Git never declared %s; this tombstone deletes it all the same, and %s with it."
                      .formatted(tombstone.slug(), Counted.of(holders.size(), "assignment")))
              .advising(
                  "Make sure that it is the role that is meant: its slug is burnt for ever."));
    }
    changes.add(
        new Change.RoleRetired(
            live.definition(),
            holders,
            tombstone.reason(),
            successor(tombstone),
            appliedToo ? Cause.DRIFT : foreign ? Cause.TAKES_OVER : Cause.PENDING,
            tombstone.at()));
  }
}
