package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The sections of a plan: what is withheld first, then each part that has something. */
final class PlanSections {
  private PlanSections() {}

  static List<Section> of(Plan plan) {
    var sections = new ArrayList<Section>();
    SortedSet<Slug> strong = plan.notices().strong();
    WithheldSection.of(plan.notices().withheld()).ifPresent(sections::add);
    for (Portion portion : Portion.values()) {
      List<DeclaredChange> declared =
          plan.notices().declared().stream()
              .filter(d -> d.portion() == portion)
              .map(Notices.Declared::change)
              .toList();
      ChangeGroups.section(title(portion), plan.changesOf(portion), declared, strong)
          .ifPresent(sections::add);
    }
    ExpiringSection.of(plan.notices().expiring()).ifPresent(sections::add);
    List<Change> leftOut = plan.notices().leftOut().stream().map(Step::change).toList();
    ChangeGroups.section("Left out", leftOut, List.of(), strong).ifPresent(sections::add);
    return sections;
  }

  static String title(Portion portion) {
    return switch (portion) {
      case THIS_CHANGE -> "This change";
      case ALREADY_WAITING -> "Already waiting";
      case DRIFT -> "Drift";
      case GOES_BACK -> "Goes back";
    };
  }
}
