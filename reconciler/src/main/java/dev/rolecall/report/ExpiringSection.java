package dev.rolecall.report;

import dev.rolecall.access.Ending;
import dev.rolecall.model.Days;
import dev.rolecall.model.Slug;
import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Section.Risk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Who holds something that ends soon, by role, and what stays with them. */
final class ExpiringSection {
  private ExpiringSection() {}

  /** Empty when nothing ends soon. */
  static Optional<Section> of(List<Ending> endings) {
    var byRole = new LinkedHashMap<Slug, List<Line>>();
    endings.forEach(
        one -> byRole.computeIfAbsent(one.role(), _ -> new ArrayList<>()).add(line(one)));
    var groups = new ArrayList<Group>();
    byRole.forEach((role, lines) -> groups.add(group(role, lines)));
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Ends within %d days".formatted(Ending.SOON.toDays()), groups));
  }

  private static Group group(Slug role, List<Line> lines) {
    return new Group(
        Risk.REST, new Line(Sign.DECLARE, "role", role.value(), Phrase.EMPTY, null), lines);
  }

  private static Line line(Ending one) {
    Phrase end = Phrase.words("until " + Days.last(one.end()));
    return new Line(
        Sign.END,
        one.subject().kind().word(),
        one.subject().name(),
        one.endsAll() ? end : Phrase.joined("; ", List.of(end, Phrase.code(one.kept()))),
        one.at());
  }
}
