package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.Severity;
import java.util.List;

/** Problems: errors, then warnings, then notes behind a click. */
final class MarkdownFindings {
  private static final String BREAK = "  \n  ";

  private final Fold fold;
  private final MarkdownList list;

  MarkdownFindings(Fold fold, StringBuilder out) {
    this.fold = fold;
    list = new MarkdownList(fold, out);
  }

  void append(List<Problem> problems) {
    list.append(items(problems, Severity.ERROR));
    list.append(items(problems, Severity.WARNING));
    List<String> notes = items(problems, Severity.NOTE);
    list.appendFolded(Counted.of(notes.size(), "note"), notes);
  }

  private List<String> items(List<Problem> problems, Severity severity) {
    return problems.stream()
        .filter(problem -> problem.severity() == severity)
        .map(this::item)
        .toList();
  }

  private String item(Problem problem) {
    String rule = "`" + problem.rule().id() + "`";
    String at = problem.at() == null ? "" : " " + code(problem.at().toString());
    if (problem.severity() == Severity.NOTE) {
      return rule + at + " " + code(problem.message());
    }
    return "**%s** %s%s%s%s%s%s"
        .formatted(
            problem.severity().word(),
            rule,
            at,
            BREAK,
            code(problem.message()),
            BREAK,
            code(problem.remedy()));
  }

  private String code(String text) {
    return Markdown.code(text, fold.text());
  }
}
