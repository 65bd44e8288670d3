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
  private static final int MOST = 1000;

  /** More notes of one rule than this are folded. */
  private static final int NOTES = 20;

  private final TextLines lines;

  TextFindings(TextLines lines) {
    this.lines = lines;
  }

  void write(List<Problem> problems) {
    List<Problem> heavy =
        problems.stream().filter(problem -> problem.severity() != Severity.NOTE).toList();
    heavy.stream().limit(MOST).forEach(this::problem);
    if (heavy.size() > MOST) {
      more("and " + Phrases.counts(heavy.subList(MOST, heavy.size())) + " more");
      lines.blank();
    }
    notes(problems.stream().filter(p -> p.severity() == Severity.NOTE).toList());
  }

  private void problem(Problem problem) {
    TextLine line =
        lines
            .line()
            .add(colour(problem.severity()), problem.severity().word())
            .add("  " + problem.rule().id());
    if (problem.at() != null) {
      line.add("  ").place(Colour.NONE, problem.at().toString());
    }
    line.end();
    lines.line("  " + problem.message());
    lines.line().add("  ").add(Colour.FAINT, problem.remedy()).end();
    lines.blank();
  }

  private void notes(List<Problem> notes) {
    Map<RuleId, Integer> seen = new EnumMap<>(RuleId.class);
    for (Problem note : notes) {
      if (seen.merge(note.rule(), 1, Integer::sum) <= NOTES) {
        note(note);
      }
    }
    seen.forEach((rule, count) -> {
      if (count > NOTES) {
        more("note  " + rule.id() + "  and " + Counted.number(count - NOTES) + " more");
      }
    });
    if (!notes.isEmpty()) {
      lines.blank();
    }
  }

  private void note(Problem note) {
    TextLine line = lines.line().add("note  " + note.rule().id() + "  " + note.message());
    if (note.at() != null) {
      line.add(Colour.FAINT, "   ").place(Colour.FAINT, note.at().toString());
    }
    line.end();
  }

  private void more(String what) {
    lines.line(what + "; " + TextFormatter.text(Phrases.IN_JSON));
  }

  private static Colour colour(Severity severity) {
    return switch (severity) {
      case ERROR -> Colour.RED;
      case WARNING -> Colour.YELLOW;
      case NOTE -> Colour.NONE;
    };
  }
}
