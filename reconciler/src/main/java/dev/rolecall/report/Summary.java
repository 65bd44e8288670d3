package dev.rolecall.report;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Retired;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many of what; drift is counted apart, whatever it is about. */
record Summary(Capabilities capabilities, Roles roles, Assignments assignments, int driftUndone) {
  /** Tenant-defined ones. */
  record Capabilities(int created, int edited, int removed) {}

  /** A role with edits of any number counts once as changed. */
  record Roles(int created, int changed, int drained, int retired) {}

  record Assignments(int added, int removed) {}

  static Summary of(Collection<Change> changes) {
    List<Change> asked = changes.stream().filter(c -> c.cause() != Cause.DRIFT).toList();
    return count(asked, changes.size() - asked.size());
  }

  /** The same with what undoes drift among the rest, for those who count steps. */
  static Summary ofAll(Collection<Change> changes) {
    int drift = (int) changes.stream().filter(c -> c.cause() == Cause.DRIFT).count();
    return count(List.copyOf(changes), drift);
  }

  private static Summary count(List<Change> asked, int drift) {
    Set<Slug> changed = new HashSet<>();
    for (Change change : asked) {
      if (change instanceof Change.RoleTextEdited c) {
        changed.add(c.role());
      } else if (change instanceof Change.RoleCapabilityAdded c) {
        changed.add(c.role());
      } else if (change instanceof Change.RoleCapabilityRemoved c) {
        changed.add(c.role());
      }
    }
    for (Change change : asked) {
      if (change instanceof Change.RoleCreated c) {
        changed.remove(c.after().slug());
      }
    }
    return new Summary(
        new Capabilities(
            count(asked, Change.CapabilityCreated.class),
            count(asked, Change.CapabilityEdited.class),
            count(asked, Change.CapabilityRemoved.class)),
        new Roles(
            count(asked, Change.RoleCreated.class),
            changed.size(),
            Retired.by(asked.stream().filter(Retired::drains).toList()).size(),
            count(asked, Change.RoleRetired.class)),
        new Assignments(
            count(asked, Change.AssignmentAdded.class),
            count(asked, Change.AssignmentRemoved.class)),
        drift);
  }

  private static int count(List<Change> changes, Class<? extends Change> kind) {
    return (int) changes.stream().filter(kind::isInstance).count();
  }

  /** {@code 1 role changed, 1 retired; 1 assignment added}; empty when nothing is counted. */
  String sentence() {
    var parts = new ArrayList<String>();
    parts.add(
        part(
            "capability",
            List.of(capabilities.created(), capabilities.edited(), capabilities.removed()),
            List.of("created", "edited", "removed")));
    parts.add(
        part(
            "role",
            List.of(roles.created(), roles.changed(), roles.drained(), roles.retired()),
            List.of("created", "changed", "drained", "retired")));
    parts.add(
        part(
            "assignment",
            List.of(assignments.added(), assignments.removed()),
            List.of("added", "removed")));
    if (driftUndone > 0) {
      parts.add(Counted.number(driftUndone) + " drift undone");
    }
    parts.removeIf(String::isEmpty);
    return String.join("; ", parts);
  }

  private static String part(String noun, List<Integer> counts, List<String> verbs) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < counts.size(); i++) {
      int count = counts.get(i);
      if (count > 0) {
        String counted = parts.isEmpty() ? Counted.of(count, noun) : Counted.number(count);
        parts.add(counted + " " + verbs.get(i));
      }
    }
    return String.join(", ", parts);
  }
}
