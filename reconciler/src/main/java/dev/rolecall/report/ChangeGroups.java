package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Retired;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes by the role or capability that they are about, the greatest risk first. */
final class ChangeGroups {
  private ChangeGroups() {}

  /** Empty when there is no change. */
  static Optional<Section> section(
      String title,
      Collection<Change> changes,
      Collection<DeclaredChange> declared,
      Set<Slug> strong) {
    if (changes.isEmpty() && declared.isEmpty()) {
      return Optional.empty();
    }
    List<Group> groups = groups(changes, declared, strong);
    return Optional.of(new Section(title, groups.stream().sorted(Group.BY_RISK).toList()));
  }

  private static List<Group> groups(
      Collection<Change> changes, Collection<DeclaredChange> declared, Set<Slug> strong) {
    Map<GroupKey, List<Change>> byKey = new LinkedHashMap<>();
    for (Change change : changes) {
      byKey.computeIfAbsent(GroupKey.of(change), _ -> new ArrayList<>()).add(change);
    }
    Map<GroupKey, List<Line>> beside = new LinkedHashMap<>();
    for (DeclaredChange change : declared) {
      beside
          .computeIfAbsent(GroupKey.of(change), _ -> new ArrayList<>())
          .add(DeclaredLines.of(change));
    }
    var groups = new ArrayList<Group>();
    byKey.forEach((key, about) -> {
      @Nullable List<Line> more = beside.remove(key);
      Risk risk = risk(key, about, strong);
      groups.add(
          more == null
              ? ChangeGroup.of(key, about, risk)
              : with(ChangeGroup.whole(key, about, risk), more));
    });
    beside.forEach((key, lines) -> groups.add(declared(key, lines, strong)));
    return groups;
  }

  private static Group with(Group group, List<Line> more) {
    var lines = new ArrayList<>(group.lines());
    lines.addAll(more);
    return new Group(group.risk(), group.head(), lines);
  }

  private static Group declared(GroupKey key, List<Line> lines, Set<Slug> strong) {
    Line head = new Line(Sign.DECLARE, key.kind(), key.name(), Phrase.EMPTY, null);
    return new Group(key.isOf(strong) ? Risk.STRONG : Risk.REST, head, lines);
  }

  private static Risk risk(GroupKey key, List<Change> changes, Set<Slug> strong) {
    if (changes.stream()
        .anyMatch(c -> Retired.by(c).isPresent() || c instanceof Change.CapabilityRemoved)) {
      return Risk.FOR_EVER;
    }
    if (key.isOf(strong)) {
      return Risk.STRONG;
    }
    return changes.stream().anyMatch(Change::loses)
        ? Risk.LOSS
        : changes.stream().anyMatch(Change::gains) ? Risk.GAIN : Risk.REST;
  }
}
