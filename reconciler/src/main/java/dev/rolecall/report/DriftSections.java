package dev.rolecall.report;

import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.plan.Portion;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sections of a drift report, in the order in which it is read. */
final class DriftSections {
  private DriftSections() {}

  static List<Section> of(DriftReport drift) {
    var sections = new ArrayList<Section>();
    PairSection.of(drift.together()).ifPresent(sections::add);
    ChangeGroups.section("Drift", drift.drifted(), List.of(), Set.of()).ifPresent(sections::add);
    WithheldSection.of(drift.withheld()).ifPresent(sections::add);
    notInGit(drift.notInGit()).ifPresent(sections::add);
    String goesBack = PlanSections.title(Portion.GOES_BACK);
    ChangeGroups.section(goesBack, drift.undoing(), List.of(), Set.of()).ifPresent(sections::add);
    ChangeGroups.section("Waiting in git", drift.waiting(), drift.declared(), Set.of())
        .ifPresent(sections::add);
    ExpiringSection.of(drift.expiring()).ifPresent(sections::add);
    return sections;
  }

  /** What git does not speak of, role by role. */
  private static Optional<Section> notInGit(NotInGit notInGit) {
    var groups = new ArrayList<Group>();
    notInGit.roles().forEach(role -> groups.add(role(role, "not declared")));
    notInGit
        .holders()
        .forEach(role ->
            groups.add(
                role(role, role.system() ? "ships with the tenant" : "not declared for it")));
    notInGit.capabilities().forEach(id -> groups.add(capability(id)));
    return groups.isEmpty() ? Optional.empty() : Optional.of(new Section("Not in git", groups));
  }

  private static Group role(NotInGit.RoleHolders role, String remark) {
    String counted = Counted.of(role.subjects().size(), "holder");
    return new Group(
        Risk.REST,
        new Line(
            Sign.DECLARE, "role", role.role().value(), Phrase.words(remark + "; " + counted), null),
        role.subjects().stream()
            .map(s -> new Line(Sign.DECLARE, s.kind().word(), s.name(), Phrase.EMPTY, null))
            .toList());
  }

  private static Group capability(CapabilityId id) {
    return new Group(
        Risk.REST,
        new Line(Sign.DECLARE, "capability", id.toString(), Phrase.words("not declared"), null));
  }
}
