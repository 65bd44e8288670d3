package dev.rolecall.model;

import java.util.Collections;
import java.util.List;

/**
 * The declared holders of one role, over all documents. Each custom role that is declared has one,
 * a system role only when an Assignment names it.
 *
 * @param assignments sorted by subject name; no name twice
 */
public record DesiredHolding(Slug role, Manage manage, List<DesiredAssignment> assignments) {
  public DesiredHolding {
    assignments = Collections.unmodifiableList(assignments);
  }

  public List<DesiredAssignment> of(SubjectKind kind) {
    return assignments.stream().filter(a -> a.subject().kind() == kind).toList();
  }
}
