package dev.rolecall.model;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The declared holders of one role, over all documents. Each custom role that is declared has one,
 * but for a role that a tombstone drains another day; a system role only when an Assignment names
 * it.
 *
 * @param assignments sorted by subject name; no name twice
 */
public record DesiredHolding(Slug role, Manage manage, List<DesiredAssignment> assignments) {
  public DesiredHolding {
    assignments = Collections.unmodifiableList(assignments);
  }

  /** That nobody holds it. */
  public static DesiredHolding nobody(Slug role) {
    return new DesiredHolding(role, Manage.both(ManageMode.EXACT), List.of());
  }

  /** Whether the lines of both say the same, wherever they stand. */
  public boolean hasTheLinesOf(DesiredHolding other) {
    if (assignments.size() != other.assignments.size()) {
      return false;
    }
    for (int i = 0; i < assignments.size(); i++) {
      if (!assignments.get(i).saysTheSameAs(other.assignments.get(i))) {
        return false;
      }
    }
    return true;
  }

  public List<DesiredAssignment> of(SubjectKind kind) {
    Predicate<DesiredAssignment> wanted = line -> line.subject().kind() == kind;
    return assignments.stream().allMatch(wanted)
        ? assignments
        : assignments.stream().filter(wanted).toList();
  }
}
