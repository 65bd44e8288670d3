package dev.rolecall.report;

import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A titled part of a report as both text and Markdown show it. Its texts are as they came: who
 * renders them makes them safe.
 */
record Section(String title, List<Group> groups) {

  /** What happens to one role or capability. */
  record Group(Line head, List<Line> lines) {}

  /**
   * One line.
   *
   * @param kind what it is about, for example {@code capability}
   * @param remark the consequence or reason; may be empty
   */
  record Line(Sign sign, String kind, String text, String remark, @Nullable SourceRef at) {
    Line withoutPlace() {
      return new Line(sign, kind, text, remark, null);
    }
  }
}
