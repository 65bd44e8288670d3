package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Problems: errors and warnings with their advice, then notes of one line each. */
final class TextFindings {
  /** More errors and warnings than this are counted. */
  static final int MOST = 1000;

  /** More notes of one rule than this are folded. */
  static final int NOTES = 20;

  private final Paint paint;
  private final StringBuilder out;

  TextFindings(Paint paint, StringBuilder out) {
    this.paint = paint;
    this.out = out;
  }

  void append(List<Problem> problems) {
    List<Problem> heavy =
        problems.stream().filter(problem -> problem.severity() != Severity.NOTE).toList();
    for (Problem problem : heavy.stream().limit(MOST).toList()) {
      problem(problem);
      out.append('\n');
    }
    if (heavy.size() > MOST) {
      out.append(
          "and %s more; %s\n\n"
              .formatted(Texts.counts(heavy.subList(MOST, heavy.size())), Texts.IN_JSON));
    }
    notes(problems.stream().filter(p -> p.severity() == Severity.NOTE).toList());
  }

  void problem(Problem problem) {
    String place = problem.at() == null ? "" : "  " + Plain.of(problem.at().toString());
    out.append(word(problem.severity()))
        .append("  ")
        .append(problem.rule().id())
        .append(place)
        .append('\n');
    out.append("  ").append(Plain.of(problem.message())).append('\n');
    out.append("  ").append(paint.faint(Plain.of(problem.remedy()))).append('\n');
  }

  private void notes(List<Problem> notes) {
    Map<RuleId, Integer> seen = new EnumMap<>(RuleId.class);
    for (Problem note : notes) {
      if (seen.merge(note.rule(), 1, Integer::sum) <= NOTES) {
        String place = note.at() == null ? "" : "   " + Plain.of(note.at().toString());
        out.append("note  ").append(note.rule().id()).append("  ");
        out.append(Plain.of(note.message())).append(paint.faint(place)).append('\n');
      }
    }
    seen.forEach((rule, count) -> {
      if (count > NOTES) {
        out.append("note  ").append(rule.id()).append("  and ");
        out.append(Counted.number(count - NOTES)).append(" more; ").append(Texts.IN_JSON);
        out.append('\n');
      }
    });
    if (!notes.isEmpty()) {
      out.append('\n');
    }
  }

  private String word(Severity severity) {
    return switch (severity) {
      case ERROR -> paint.red(severity.word());
      case WARNING -> paint.yellow(severity.word());
      case NOTE -> severity.word();
    };
  }
}
