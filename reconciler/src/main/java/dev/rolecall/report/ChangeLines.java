package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Span.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines that a change adds below the head of its role or capability. */
final class ChangeLines {
  private ChangeLines() {}

  static List<Line> of(Change change) {
    return switch (change) {
      case Change.CapabilityCreated c -> description(Sign.ADD, c.after().description());
      case Change.CapabilityRemoved _ -> List.of();
      case Change.CapabilityEdited c ->
          Stream.of(
                  edit("name", c.before().name(), c.after().name(), c),
                  edit("description", c.before().description(), c.after().description(), c))
              .flatMap(List::stream)
              .toList();
      case Change.RoleCreated c -> {
        var lines = new ArrayList<>(description(Sign.ADD, c.after().description()));
        c.after()
            .capabilities()
            .forEach(id ->
                lines.add(new Line(Sign.ADD, "capability", id.toString(), Phrase.EMPTY, null)));
        yield lines;
      }
      case Change.RoleRetired c ->
          c.holders().stream()
              .map(holder -> subject(Sign.REMOVE, holder, Phrase.EMPTY, null))
              .toList();
      case Change.RoleTextEdited c -> edit(word(c.text()), c.before(), c.after(), c);
      case Change.RoleCapabilityAdded c ->
          List.of(
              new Line(Sign.ADD, "capability", c.capability().toString(), Remarks.of(c), c.at()));
      case Change.RoleCapabilityRemoved c ->
          List.of(
              new Line(
                  Sign.REMOVE, "capability", c.capability().toString(), Remarks.of(c), c.at()));
      case Change.AssignmentAdded c ->
          List.of(subject(Sign.ADD, c.subject(), Remarks.of(c), c.at()));
      case Change.AssignmentRemoved c ->
          List.of(subject(Sign.REMOVE, c.subject(), Remarks.of(c), c.at()));
    };
  }

  /** Somebody who leaves, for a reason that is told elsewhere. */
  static Line leaving(Change.AssignmentRemoved removed) {
    return subject(Sign.REMOVE, removed.subject(), Phrase.EMPTY, removed.at());
  }

  /** The order below one head: texts, capabilities, who joins, who leaves. */
  static int rank(Change change) {
    return switch (change) {
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleCreated _,
          Change.RoleRetired _ ->
          0;
      case Change.RoleTextEdited _ -> 1;
      case Change.RoleCapabilityAdded _ -> 2;
      case Change.RoleCapabilityRemoved _ -> 3;
      case Change.AssignmentAdded _ -> 4;
      case Change.AssignmentRemoved _ -> 5;
    };
  }

  private static String word(Change.Text text) {
    return switch (text) {
      case NAME -> "name";
      case DESCRIPTION -> "description";
    };
  }

  /** Old and new on one line each where one line would be too long to compare them. */
  private static List<Line> edit(String kind, String before, String after, Change change) {
    if (before.equals(after)) {
      return List.of();
    }
    Phrase remark = Remarks.of(change);
    if (before.length() + after.length() <= 60) {
      return List.of(new Line(Sign.EDIT, kind, shown(before), shown(after), remark, change.at()));
    }
    return List.of(
        new Line(Sign.REMOVE, kind, before, remark, change.at()),
        new Line(Sign.ADD, kind, after, Phrase.EMPTY, null));
  }

  private static Code shown(String text) {
    return new Code(text.isBlank() ? "(empty)" : text);
  }

  private static List<Line> description(Sign sign, String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(new Line(sign, "description", text, Phrase.EMPTY, null));
  }

  private static Line subject(Sign sign, Subject subject, Phrase remark, @Nullable SourceRef at) {
    return new Line(sign, subject.kind().word(), subject.name(), remark, at);
  }
}
