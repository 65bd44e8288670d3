package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Change.RemovalReason;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TakenBack;
import dev.rolecall.plan.StepIds;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which of the steps that were undone a change would do again. */
final class Redoing {
  private final DesiredState desired;

  /**
   * @param desired by which the changes come about
   */
  Redoing(DesiredState desired) {
    this.desired = desired;
  }

  /** Ids of the undone steps that these changes do again, by the run that is undone. */
  Map<String, Set<String>> again(Collection<TakenBack> undoings, Collection<Change> changes) {
    var again = new HashMap<String, Set<String>>();
    if (!undoings.isEmpty()) { // an id is a digest, and there may be many
      for (Change change : changes) {
        Set<String> ids = ids(change);
        undoings.forEach(undone ->
            again
                .computeIfAbsent(undone.run(), _ -> new TreeSet<>())
                .addAll(again(undone, change, ids)));
      }
    }
    return again;
  }

  /** An end that has come since is no damage: it was declared, and stands in the files. */
  private Set<String> again(TakenBack undone, Change change, Set<String> ids) {
    var again = new TreeSet<>(ids);
    again.retainAll(undone.redo());
    if (again.isEmpty()) {
      return again;
    }
    @Nullable Instant end = end(change);
    return end != null && end.isAfter(undone.at()) ? Set.of() : again;
  }

  private @Nullable Instant end(Change change) {
    if (!(change instanceof Change.AssignmentRemoved removed)
        || removed.why() != RemovalReason.EXPIRED) {
      return null;
    }
    @Nullable DesiredHolding holding = desired.holdings().get(removed.role());
    return holding == null
        ? null
        : holding.assignments().stream()
            .filter(line -> line.at().equals(removed.at()))
            .map(DesiredAssignment::expires)
            .findFirst()
            .orElse(null);
  }

  /** What a change does, by ids of steps; a role that is deleted takes all that it gave along. */
  static Set<String> ids(Change change) {
    var ids = new TreeSet<String>();
    ids.add(StepIds.of(change));
    if (change instanceof Change.RoleRetired gone) {
      gone.holders().forEach(holder -> ids.add(taking(gone.role(), holder)));
      gone.before().capabilities().forEach(one -> ids.add(taking(gone.role(), one)));
    }
    return ids;
  }

  /** What would take away what a change gives, by ids of steps. */
  static Set<String> contrary(Change change) {
    var ids = new TreeSet<String>();
    if (change instanceof Change.AssignmentAdded added) {
      ids.add(taking(added.role(), added.subject()));
    } else if (change instanceof Change.RoleCreated made) {
      made.after().capabilities().forEach(one -> ids.add(taking(made.role(), one)));
    }
    return ids;
  }

  private static String taking(Slug role, Subject holder) {
    return StepIds.of(
        new Change.AssignmentRemoved(
            role, holder, RemovalReason.NOT_DECLARED, Cause.PENDING, null));
  }

  private static String taking(Slug role, CapabilityId capability) {
    return StepIds.of(
        new Change.RoleCapabilityRemoved(
            role, capability, Cause.PENDING, SourceRef.wholeFile("-")));
  }
}
