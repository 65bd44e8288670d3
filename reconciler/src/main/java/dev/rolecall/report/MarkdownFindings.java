package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.Severity;
import java.util.List;

/** Problems: errors, then warnings, then notes behind a click. */
final class MarkdownFindings {
  private static final String BREAK = "  \n  ";

  private final MarkdownWriter out;

  MarkdownFindings(MarkdownWriter out) {
    this.out = out;
  }

  void write(List<Problem> problems) {
    out.list(items(problems, Severity.ERROR));
    out.list(items(problems, Severity.WARNING));
    List<String> notes = items(problems, Severity.NOTE);
    out.folded(Counted.of(notes.size(), "note"), notes);
  }

  private List<String> items(List<Problem> problems, Severity severity) {
    return new MappedList<>(
        problems.stream().filter(problem -> problem.severity() == severity).toList(), this::item);
  }

  private String item(Problem problem) {
    String rule = out.code(problem.rule().id());
    String at = problem.at() == null ? "" : " " + out.code(problem.at().toString());
    String message = out.code(problem.message());
    if (problem.severity() == Severity.NOTE) {
      return rule + at + " " + message;
    }
    String word = "**" + problem.severity().word() + "** ";
    return word + rule + at + BREAK + message + BREAK + out.code(problem.remedy());
  }
}
