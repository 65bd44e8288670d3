package dev.rolecall.diff;

import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    inputs.desired().roles().values().stream().filter(DesiredRole::ends).forEach(this::announce);
  }

  /** What would stand in the way of a deletion of another day; said when its tombstone comes. */
  private void announce(DesiredRole role) {
    List<Slug> users = new ArrayList<>(rolesThatContain(role.slug()));
    users.removeIf(inputs.desired()::ends); // in an order that the files have been asked about
    if (users.isEmpty() || !inputs.live().roles().containsKey(role.slug())) {
      return;
    }
    String message =
        "%s cannot be deleted another day while a live role contains it: %s."
            .formatted(role.slug(), Counted.list(users));
    boolean known = inputs.appliedState().filter(state -> state.ends(role.slug())).isPresent();
    findings.add(
        known
            ? Problem.warning(RuleId.CAPABILITY_IN_USE, role.at(), message)
            : Problem.error(RuleId.CAPABILITY_IN_USE, role.at(), message));
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

  private List<Slug> rolesThatContain(Slug role) {
    return inputs
        .features()
        .asCapability(role)
        .map(id -> new CapabilityUsage(inputs, changes).rolesThatKeep(id))
        .orElse(List.of());
  }

  private void delete(LiveRole live, Tombstone.OfRole tombstone) {
    Optional<Tombstone.OfRole> applied =
        inputs
            .appliedState()
            .flatMap(state -> Optional.ofNullable(state.tombstoneOf(tombstone.slug())));
    boolean deleted = applied.filter(this::wasDue).isPresent();
    boolean foreign =
        applied.isEmpty()
            && inputs.appliedState().isPresent()
            && inputs.takesOver(tombstone.slug());
    List<Subject> holders = inputs.live().holders(tombstone.slug());
    if (foreign) {
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
            RoleSuccessor.of(tombstone, inputs.desired()),
            deleted
                ? Cause.DRIFT
                : foreign
                    ? Cause.TAKES_OVER
                    : applied.filter(this::isDue).isPresent() ? Cause.EXPIRED : Cause.PENDING,
            tombstone.at()));
  }

  /** Whether the last run deleted by it. */
  private boolean wasDue(Tombstone.OfRole applied) {
    Deletion deletion = applied.deletion();
    return deletion == null || deletion.dueBy(inputs.appliedAfter());
  }

  /** Whether its day stood there at the last run already, and has come. */
  private boolean isDue(Tombstone.OfRole applied) {
    Deletion deletion = applied.deletion();
    return deletion != null && deletion.dueBy(inputs.now());
  }
}
