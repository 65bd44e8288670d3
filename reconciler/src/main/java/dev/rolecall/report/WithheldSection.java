package dev.rolecall.report;

import dev.rolecall.diff.Withheld;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Who stays for now, by role; a line that waits and holds up nobody is a line of its own. */
final class WithheldSection {
  private WithheldSection() {}

  /** Empty when nothing is withheld. */
  static Optional<Section> of(List<Withheld> withheld) {
    if (withheld.isEmpty()) {
      return Optional.empty();
    }
    var byRole = new TreeMap<Slug, List<Line>>();
    withheld.forEach(
        one -> byRole.computeIfAbsent(one.role(), _ -> new ArrayList<>()).addAll(lines(one)));
    var groups = new ArrayList<Group>();
    byRole.forEach((role, lines) -> groups.add(group(role, lines)));
    return Optional.of(new Section("Withheld", groups));
  }

  private static Group group(Slug role, List<Line> lines) {
    Line head = new Line(Sign.WITHHOLD, "role", role.value(), Phrase.EMPTY, null);
    return new Group(Risk.LOSS, head, lines);
  }

  private static List<Line> lines(Withheld withheld) {
    var lines = new ArrayList<Line>();
    String why = withheld.rule().id();
    if (withheld.waits() != null) {
      lines.add(
          new Line(
              Sign.WITHHOLD,
              withheld.kind().word(),
              withheld.waits().name(),
              Phrase.words(why + "; waits"),
              withheld.at()));
    }
    String staying = withheld.isExpiry() ? "expired; " + why + " keeps it" : why;
    for (Subject holder : withheld.holders()) {
      lines.add(
          new Line(
              Sign.WITHHOLD,
              holder.kind().word(),
              holder.name(),
              Phrase.words(staying),
              withheld.at()));
    }
    return lines;
  }
}
