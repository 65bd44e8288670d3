package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.diff.Withheld;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups changes by the role or capability that they are about. */
final class Sections {
  private Sections() {}

  /** What is withheld first, then one section for each part of the plan that has something. */
  static List<Section> of(Plan plan) {
    var sections = new ArrayList<Section>();
    SortedSet<Slug> strong = plan.notices().strong();
    addWithheld(sections, plan.notices().withheld());
    for (Portion portion : Portion.values()) {
      List<Change> changes = plan.changesOf(portion);
      List<DeclaredChange> declared =
          plan.notices().declared().stream()
              .filter(d -> d.portion() == portion)
              .map(Notices.Declared::change)
              .toList();
      add(sections, title(portion), changes, declared, strong);
    }
    List<Change> leftOut = plan.notices().leftOut().stream().map(Step::change).toList();
    add(sections, "Left out", leftOut, List.of(), strong);
    return sections;
  }

  /** Adds a section unless it would be empty. */
  private static void add(
      List<Section> sections,
      String title,
      Collection<Change> changes,
      Collection<DeclaredChange> declared,
      Set<Slug> strong) {
    if (!changes.isEmpty() || !declared.isEmpty()) {
      List<Group> groups =
          groups(changes, declared, strong).stream().sorted(Group.BY_RISK).toList();
      sections.add(new Section(title, groups));
    }
  }

  /** Who stays for now, by role; a line that waits and holds up nobody is a line of its own. */
  private static void addWithheld(List<Section> sections, List<Withheld> withheld) {
    if (withheld.isEmpty()) {
      return;
    }
    var byRole = new TreeMap<Slug, List<Line>>();
    for (Withheld one : withheld) {
      List<Line> lines = byRole.computeIfAbsent(one.role(), _ -> new ArrayList<>());
      String why = one.rule().id();
      if (one.waits() != null) {
        lines.add(
            new Line(
                Sign.WITHHOLD, one.kind().word(), one.waits().name(), why + "; waits", one.at()));
      }
      for (Subject holder : one.holders()) {
        lines.add(new Line(Sign.WITHHOLD, holder.kind().word(), holder.name(), why, one.at()));
      }
    }
    var groups = new ArrayList<Group>();
    byRole.forEach((role, lines) ->
        groups.add(
            new Group(Risk.LOSS, new Line(Sign.WITHHOLD, "role", role.value(), "", null), lines)));
    sections.add(new Section("Withheld", groups));
  }

  /** All of a drift report, in the order in which it is read. */
  static List<Section> of(DriftReport drift) {
    var sections = new ArrayList<Section>();
    add(sections, "Drift", drift.drifted(), List.of(), Set.of());
    addWithheld(sections, drift.withheld());
    addNotInGit(sections, drift.notInGit());
    add(sections, title(Portion.GOES_BACK), drift.undoing(), List.of(), Set.of());
    add(sections, "Waiting in git", drift.waiting(), drift.declared(), Set.of());
    return sections;
  }

  /** What git does not speak of, role by role. */
  private static void addNotInGit(List<Section> sections, NotInGit notInGit) {
    var groups = new ArrayList<Group>();
    notInGit.roles().forEach(role -> groups.add(notInGit(role, "not declared")));
    notInGit
        .holders()
        .forEach(role ->
            groups.add(
                notInGit(role, role.system() ? "ships with the tenant" : "not declared for it")));
    notInGit
        .capabilities()
        .forEach(id ->
            groups.add(
                new Group(
                    Risk.REST,
                    new Line(Sign.DECLARE, "capability", id.toString(), "not declared", null))));
    if (!groups.isEmpty()) {
      sections.add(new Section("Not in git", groups));
    }
  }

  private static Group notInGit(NotInGit.RoleHolders role, String remark) {
    String counted = Counted.of(role.subjects().size(), "holder");
    return new Group(
        Risk.REST,
        new Line(Sign.DECLARE, "role", role.role().value(), remark + "; " + counted, null),
        role.subjects().stream()
            .map(s -> new Line(Sign.DECLARE, s.kind().word(), s.name(), "", null))
            .toList());
  }

  private static String title(Portion portion) {
    return switch (portion) {
      case THIS_CHANGE -> "This change";
      case ALREADY_WAITING -> "Already waiting";
      case DRIFT -> "Drift";
      case GOES_BACK -> "Goes back";
    };
  }

  private record Key(String kind, String name) {
    boolean isOf(Set<Slug> strong) {
      return kind.equals("role") && strong.contains(new Slug(name));
    }
  }

  private static List<Group> groups(
      Collection<Change> changes, Collection<DeclaredChange> declared, Set<Slug> strong) {
    Map<Key, List<Change>> byKey = new LinkedHashMap<>();
    for (Change change : changes) {
      byKey.computeIfAbsent(key(change), _ -> new ArrayList<>()).add(change);
    }
    Map<Key, List<Line>> beside = new LinkedHashMap<>();
    for (DeclaredChange change : declared) {
      beside.computeIfAbsent(key(change), _ -> new ArrayList<>()).add(DeclaredLines.of(change));
    }
    var groups = new ArrayList<Group>();
    byKey.forEach((key, about) -> {
      @Nullable List<Line> more = beside.remove(key);
      Risk risk = risk(key, about, strong);
      groups.add(more == null ? group(key, about, risk) : with(whole(key, about, risk), more));
    });
    beside.forEach((key, lines) ->
        groups.add(
            new Group(
                key.isOf(strong) ? Risk.STRONG : Risk.REST,
                new Line(Sign.DECLARE, key.kind(), key.name(), "", null),
                lines)));
    return groups;
  }

  private static Group with(Group group, List<Line> more) {
    var lines = new ArrayList<>(group.lines());
    lines.addAll(more);
    return new Group(group.risk(), group.head(), lines);
  }

  private static Risk risk(Key key, List<Change> changes, Set<Slug> strong) {
    if (changes.stream()
        .anyMatch(c -> c instanceof Change.RoleRetired || c instanceof Change.CapabilityRemoved)) {
      return Risk.FOR_EVER;
    }
    if (key.isOf(strong)) {
      return Risk.STRONG;
    }
    return changes.stream().anyMatch(Change::loses)
        ? Risk.LOSS
        : changes.stream().anyMatch(Change::gains) ? Risk.GAIN : Risk.REST;
  }

  private static Key key(DeclaredChange change) {
    return switch (change.about()) {
      case DeclaredChange.About.OfHolder of -> role(of.role());
      case DeclaredChange.About.OfRole of -> role(of.role());
      case DeclaredChange.About.OfCapability of ->
          new Key("capability", of.capability().toString());
    };
  }

  private static Key key(Change change) {
    return switch (change) {
      case Change.OfCapability c -> new Key("capability", c.id().toString());
      case Change.OfRole c -> role(c.role());
      case Change.OfHolder c -> role(c.role());
    };
  }

  private static Key role(Slug slug) {
    return new Key("role", slug.value());
  }

  private static Group group(Key key, List<Change> changes, Risk risk) {
    if (changes.size() == 1) {
      Line alone = alone(changes.getFirst());
      if (alone != null) {
        return new Group(risk, alone);
      }
    }
    return whole(key, changes, risk);
  }

  private static Group whole(Key key, List<Change> changes, Risk risk) {
    var sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingInt(ChangeLines::rank));
    SourceRef roleAt = commonPlace(sorted);
    Line head = new Line(Sign.EDIT, key.kind(), key.name(), "", roleAt);
    var lines = new ArrayList<Line>();
    for (Change change : sorted) {
      switch (change) {
        case Change.RoleCreated c -> head = whole(Sign.ADD, c, c.after());
        case Change.RoleRetired c -> head = whole(Sign.REMOVE, c, c.before());
        case Change.CapabilityCreated c ->
            head = whole(Sign.ADD, key, c, c.after().id() + "  " + c.after().name());
        case Change.CapabilityRemoved c ->
            head = whole(Sign.REMOVE, key, c, c.before().id() + "  " + c.before().name());
        case Change.CapabilityEdited _,
            Change.RoleTextEdited _,
            Change.RoleCapabilityAdded _,
            Change.RoleCapabilityRemoved _,
            Change.AssignmentAdded _,
            Change.AssignmentRemoved _ -> {}
      }
      for (Line line : ChangeLines.of(change)) {
        lines.add(Objects.equals(line.at(), roleAt) ? line.withoutPlace() : line);
      }
    }
    return new Group(risk, head, lines);
  }

  /** One assignment and nothing else about the role: a line of its own says it all. */
  private static @Nullable Line alone(Change change) {
    Line line = ChangeLines.of(change).stream().findFirst().orElse(null);
    if (line == null) {
      return null;
    }
    return switch (change) {
      case Change.AssignmentAdded c -> joined(line, " to role ", c.role());
      case Change.AssignmentRemoved c -> joined(line, " from role ", c.role());
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

  private static Line joined(Line line, String preposition, Slug role) {
    return new Line(
        line.sign(), line.kind(), line.text() + preposition + role, line.remark(), line.at());
  }

  private static Line whole(Sign sign, Change change, RoleDefinition role) {
    return whole(sign, role(role.slug()), change, role.slug() + "  " + role.name());
  }

  private static Line whole(Sign sign, Key key, Change change, String text) {
    return new Line(sign, key.kind(), text, Remarks.of(change), change.at());
  }

  /** The place of the role itself, which stands once beside its head. */
  private static @Nullable SourceRef commonPlace(List<Change> changes) {
    return changes.stream()
        .filter(c ->
            c instanceof Change.RoleCapabilityRemoved
                || (c instanceof Change.AssignmentRemoved r
                    && (r.why() == Change.RemovalReason.NOT_DECLARED
                        || r.why() == Change.RemovalReason.WITHDRAWN))
                || c instanceof Change.CapabilityEdited)
        .map(Change::at)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
