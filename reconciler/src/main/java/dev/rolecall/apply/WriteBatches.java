package dev.rolecall.apply;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Groups the steps of one level into as few calls as the tenant takes. */
final class WriteBatches {
  private WriteBatches() {}

  static List<WriteBatch> of(List<Step> level, int batchSize) {
    var batches = new ArrayList<WriteBatch>();
    SequencedMap<Slug, List<Step>> edits = new LinkedHashMap<>();
    var assignments = new ArrayList<Step>();
    for (Step step : level) {
      switch (step.change()) {
        case Change.RoleTextEdited c -> edits(edits, c.role()).add(step);
        case Change.RoleCapabilityAdded c -> edits(edits, c.role()).add(step);
        case Change.RoleCapabilityRemoved c -> edits(edits, c.role()).add(step);
        case Change.AssignmentAdded _, Change.AssignmentRemoved _ -> assignments.add(step);
        case Change.CapabilityCreated _,
            Change.CapabilityEdited _,
            Change.CapabilityRemoved _,
            Change.RoleCreated _,
            Change.RoleRetired _ ->
            batches.add(new WriteBatch.Single(step));
      }
    }
    edits.forEach((role, steps) -> batches.add(new WriteBatch.Edits(role, steps)));
    for (int from = 0; from < assignments.size(); from += batchSize) {
      int to = Math.min(from + batchSize, assignments.size());
      batches.add(new WriteBatch.Assignments(List.copyOf(assignments.subList(from, to))));
    }
    return batches;
  }

  private static List<Step> edits(SequencedMap<Slug, List<Step>> edits, Slug role) {
    return edits.computeIfAbsent(role, _ -> new ArrayList<>());
  }
}
