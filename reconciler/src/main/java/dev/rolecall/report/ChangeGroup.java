package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import dev.rolecall.report.Span.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All changes of one role or capability as a head and the lines below it. */
final class ChangeGroup {
  private ChangeGroup() {}

  /** One line where one says it all. */
  static Group of(GroupKey key, List<Change> changes, Risk risk) {
    if (changes.size() == 1) {
      Line alone = alone(changes.getFirst());
      if (alone != null) {
        return new Group(risk, alone);
      }
    }
    return whole(key, changes, risk);
  }

  /** With a head for the role or capability itself, whatever is below it. */
  static Group whole(GroupKey key, List<Change> changes, Risk risk) {
    var sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingInt(ChangeLines::rank));
    SourceRef roleAt = commonPlace(sorted);
    Line head = new Line(Sign.EDIT, key.kind(), key.name(), Phrase.EMPTY, roleAt);
    var lines = new ArrayList<Line>();
    List<Change.AssignmentRemoved> drained = drained(sorted);
    if (!drained.isEmpty()) {
      Change.AssignmentRemoved first = drained.getFirst();
      Phrase remark = Remarks.ofDrain(first, drained.size());
      head = new Line(Sign.EDIT, key.kind(), key.name(), remark, first.at());
    }
    for (Change change : sorted) {
      switch (change) {
        case Change.RoleCreated c -> head = head(Sign.ADD, key, c, title(c.after()));
        case Change.RoleRetired c -> head = head(Sign.REMOVE, key, c, title(c.before()));
        case Change.CapabilityCreated c ->
            head = head(Sign.ADD, key, c, c.after().id() + "  " + c.after().name());
        case Change.CapabilityRemoved c ->
            head = head(Sign.REMOVE, key, c, c.before().id() + "  " + c.before().name());
        case Change.CapabilityEdited _,
            Change.RoleTextEdited _,
            Change.RoleCapabilityAdded _,
            Change.RoleCapabilityRemoved _,
            Change.AssignmentAdded _,
            Change.AssignmentRemoved _ -> {}
      }
      for (Line line : linesOf(change)) {
        lines.add(Objects.equals(line.at(), roleAt) ? line.withoutPlace() : line);
      }
    }
    return new Group(risk, head, lines);
  }

  private static List<Change.AssignmentRemoved> drained(List<Change> changes) {
    return changes.stream()
        .filter(Change.AssignmentRemoved.class::isInstance)
        .map(Change.AssignmentRemoved.class::cast)
        .filter(removed -> removed.drain() != null)
        .toList();
  }

  private static Line head(Sign sign, GroupKey key, Change change, String text) {
    return new Line(sign, key.kind(), text, Remarks.of(change), change.at());
  }

  /** That the role is drained stands beside its head. */
  private static List<Line> linesOf(Change change) {
    return change instanceof Change.AssignmentRemoved removed && removed.drain() != null
        ? List.of(ChangeLines.leaving(removed))
        : ChangeLines.of(change);
  }

  private static String title(RoleDefinition role) {
    return role.slug() + "  " + role.name();
  }

  /** One assignment and nothing else about the role. */
  private static @Nullable Line alone(Change change) {
    return switch (change) {
      case Change.AssignmentAdded c -> joined(c, " to role ", c.role());
      case Change.AssignmentRemoved c -> joined(c, " from role ", c.role());
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleCreated _,
          Change.RoleRetired _,
          Change.RoleTextEdited _,
          Change.RoleCapabilityAdded _,
          Change.RoleCapabilityRemoved _ ->
          null;
    };
  }

  private static Line joined(Change change, String preposition, Slug role) {
    Line line = ChangeLines.of(change).getFirst();
    return new Line(
        line.sign(),
        line.kind(),
        new Code(line.text().text() + preposition + role),
        null,
        line.remark(),
        line.at());
  }

  /** The place of the role itself, which stands once beside its head. */
  private static @Nullable SourceRef commonPlace(List<Change> changes) {
    return changes.stream()
        .filter(c ->
            c instanceof Change.RoleCapabilityRemoved
                || (c instanceof Change.AssignmentRemoved r
                    && (r.why() == Change.RemovalReason.NOT_DECLARED
                        || r.why() == Change.RemovalReason.WITHDRAWN
                        || r.why() == Change.RemovalReason.DRAINED))
                || c instanceof Change.CapabilityEdited)
        .map(Change::at)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
