package dev.rolecall.report;

import dev.rolecall.report.Section.Group;
import dev.rolecall.report.Section.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What is not shown, in words: {@code 200 users added, 3 capabilities removed}. */
final class TruncatedLines {
  private TruncatedLines() {}

  /** The lines of a group that are written out, and those that are not. */
  record Split(List<Line> shown, List<Line> folded) {}

  /**
   * Folds what a reader would miss least: of a role that matters every line does, elsewhere those
   * that take something away.
   *
   * @param most lines of the others that are shown
   * @param risky lines of these that are shown; where there are more, losses come first
   */
  static Split split(Group group, int most, int risky) {
    boolean high = group.risk().isHigh();
    List<Line> lines = group.lines();
    if (lines.size() > risky) {
      lines = lines.stream().sorted(Comparator.comparing(line -> !line.isLoss())).toList();
    }
    var shown = new ArrayList<Line>();
    var folded = new ArrayList<Line>();
    int room = risky;
    for (Line line : lines) {
      boolean matters = high || line.isLoss();
      if (matters ? room > 0 : shown.size() < most) {
        shown.add(line);
        room -= matters ? 1 : 0;
      } else {
        folded.add(line);
      }
    }
    return new Split(shown, folded);
  }

  static String lines(Collection<Line> lines) {
    return String.join(", ", said(lines));
  }

  /** The groups by their heads, then by all that is below them. */
  static String groups(Collection<Group> groups) {
    var parts = new ArrayList<>(said(groups.stream().map(Group::head).toList()));
    parts.addAll(said(groups.stream().flatMap(group -> group.lines().stream()).toList()));
    return String.join(", ", parts);
  }

  private record What(Sign sign, String kind) implements Comparable<What> {
    @Override
    public int compareTo(What other) {
      int bySign = sign.compareTo(other.sign);
      return bySign != 0 ? bySign : kind.compareTo(other.kind);
    }
  }

  private static List<String> said(Collection<Line> lines) {
    var counted = new TreeMap<What, Integer>();
    lines.forEach(line -> counted.merge(new What(line.sign(), line.kind()), 1, Integer::sum));
    return counted.entrySet().stream()
        .map(entry ->
            Counted.of(entry.getValue(), entry.getKey().kind())
                + " "
                + entry.getKey().sign().done())
        .toList();
  }
}
