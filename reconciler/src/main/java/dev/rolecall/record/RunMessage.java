package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code git log} shows of a run. Names in it come from files and tenants, so what could act
 * on a terminal is taken out.
 */
final class RunMessage {
  private static final int LINES = 20;
  private static final int WIDEST = 200;
  private static final int SHORT_ID = 7;

  private RunMessage() {}

  static String started(RunRecord run, List<Step> steps, Moves moves) {
    var what = new ArrayList<>(List.of("started", steps(steps.size())));
    what.addAll(moves.words());
    return text(run, String.join(", ", what), steps);
  }

  static String renewed(RunRecord run, List<Step> steps) {
    return text(run, "still running, " + steps(steps.size()), List.of());
  }

  static String ended(
      RunRecord run, List<Step> steps, Collection<StepResult> results, Moves moves) {
    Map<StepResult.Word, Long> words =
        results.stream().collect(Collectors.groupingBy(StepResult::word, Collectors.counting()));
    long done = words.getOrDefault(StepResult.Word.DONE, 0L);
    var what = new StringBuilder();
    if (steps.isEmpty()) {
      what.append(empty(run, moves));
    } else if (done == steps.size()) {
      what.append(steps(steps.size())).append(" done");
      what.append(run.state() == RunState.DONE ? "" : ", others left out");
    } else {
      what.append("%d of %s done".formatted(done, steps(steps.size())));
      long failed = words.getOrDefault(StepResult.Word.FAILED, 0L);
      long unknown = words.getOrDefault(StepResult.Word.UNKNOWN, 0L);
      what.append(failed == 0 ? "" : ", %d failed".formatted(failed));
      what.append(unknown == 0 ? "" : ", %d unknown".formatted(unknown));
      long open = steps.size() - done - failed - unknown;
      what.append(open == 0 ? "" : ", %d not tried".formatted(open));
    }
    if (!steps.isEmpty()) {
      moves.words().forEach(word -> what.append(", ").append(word));
    }
    var ids =
        results.stream()
            .filter(result -> result.word() == StepResult.Word.DONE)
            .map(StepResult::step)
            .collect(Collectors.toSet());
    return text(run, what.toString(), steps.stream().filter(s -> ids.contains(s.id())).toList());
  }

  private static String empty(RunRecord run, Moves moves) {
    var words = new ArrayList<>(moves.words());
    if (run.state() != RunState.DONE) {
      words.addFirst("every step left out");
    }
    return words.isEmpty() ? "nothing to do" : String.join(", ", words);
  }

  static String standing(RunRecord run, String what, String actor) {
    return "%s by %s\n\ntenant  %s\nafter   %s\n"
        .formatted(
            plain(what), plain(actor), plain(run.run().tenant().toString()), plain(run.run().id()));
  }

  static String cut(RunRecord run, String actor, int runs) {
    return "cut by %s: %d earlier run%s gone\n\nreplaces %s\n"
        .formatted(plain(actor), runs, runs == 1 ? "" : "s", run.ties().replaces());
  }

  static String renamed(RunRecord run, String name) {
    return "renamed: the record goes on as that of %s\n\ntenant  %s\nrun     %s\n"
        .formatted(plain(name), plain(run.run().tenant().toString()), plain(run.run().id()));
  }

  private static String text(RunRecord run, String what, List<Step> steps) {
    String commit = run.target().commit();
    String dirty = run.target().dirty() ? Top.DIRTY : "";
    var text = new StringBuilder();
    text.append(
        "%s %s%s by %s: %s\n\n"
            .formatted(
                OptionLines.verb(run.run().options()),
                commit.substring(0, Math.min(SHORT_ID, commit.length())),
                dirty,
                plain(run.run().actor()),
                what));
    text.append("tenant  %s\n".formatted(plain(run.run().tenant().toString())));
    text.append("commit  %s%s\n".formatted(commit, dirty));
    text.append("run     %s\n".formatted(plain(run.run().id())));
    OptionLines.of(run.run().options()).forEach(line -> text.append(line).append('\n'));
    List<String> lines = summary(steps);
    if (!lines.isEmpty()) {
      text.append('\n');
      lines.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  /** Roles and capabilities, then grants and removals by role. */
  private static List<String> summary(List<Step> steps) {
    var added = new TreeMap<Slug, Map<SubjectKind, Integer>>();
    var removed = new TreeMap<Slug, Map<SubjectKind, Integer>>();
    for (Step step : steps) {
      if (step.change() instanceof Change.AssignmentAdded c) {
        count(added, c.role(), c.subject().kind());
      } else if (step.change() instanceof Change.AssignmentRemoved c) {
        count(removed, c.role(), c.subject().kind());
      }
    }
    var lines = new ArrayList<String>();
    definitions(steps).forEach(lines::add);
    added.forEach((role, kinds) -> lines.add(line('+', role, kinds)));
    removed.forEach((role, kinds) -> lines.add(line('-', role, kinds)));
    if (lines.size() <= LINES) {
      return lines;
    }
    var first = new ArrayList<>(lines.subList(0, LINES - 1));
    first.add("and %d more".formatted(lines.size() - first.size()));
    return first;
  }

  /** What became of roles and capabilities themselves, each once. */
  private static Collection<String> definitions(List<Step> steps) {
    var lines = new LinkedHashSet<String>();
    for (Step step : steps) {
      switch (step.change()) {
        case Change.CapabilityCreated c ->
            lines.add("+ capability " + plain(c.after().id().toString()));
        case Change.CapabilityEdited c ->
            lines.add("~ capability " + plain(c.after().id().toString()));
        case Change.CapabilityRemoved c ->
            lines.add("- capability " + plain(c.before().id().toString()));
        case Change.RoleCreated c -> lines.add("+ role " + plain(c.after().slug().value()));
        case Change.RoleTextEdited c -> lines.add("~ role " + plain(c.role().value()));
        case Change.RoleCapabilityAdded c ->
            lines.add(
                "+ %s  %s".formatted(plain(c.role().value()), plain(c.capability().toString())));
        case Change.RoleCapabilityRemoved c ->
            lines.add(
                "- %s  %s".formatted(plain(c.role().value()), plain(c.capability().toString())));
        case Change.RoleRetired c ->
            lines.add("- role " + plain(c.before().slug().value()) + "  retired");
        case Change.AssignmentAdded _, Change.AssignmentRemoved _ -> {}
      }
    }
    return lines;
  }

  private static void count(Map<Slug, Map<SubjectKind, Integer>> all, Slug role, SubjectKind kind) {
    all.computeIfAbsent(role, _ -> new EnumMap<>(SubjectKind.class)).merge(kind, 1, Integer::sum);
  }

  private static String line(char sign, Slug role, Map<SubjectKind, Integer> kinds) {
    String counts =
        kinds.entrySet().stream()
            .map(e ->
                e.getValue() + " " + (e.getValue() == 1 ? e.getKey().word() : e.getKey().plural()))
            .collect(Collectors.joining(", "));
    return "%c %s  %s".formatted(sign, plain(role.value()), counts);
  }

  private static String steps(int count) {
    return count == 1 ? "1 step" : count + " steps";
  }

  /** Printable, on one line, and not endless. */
  static String plain(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .limit(WIDEST)
        .forEach(point -> {
          int type = Character.getType(point);
          boolean odd =
              type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
          out.appendCodePoint(odd ? '?' : point);
        });
    return out.toString();
  }
}
