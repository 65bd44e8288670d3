package dev.rolecall.report;

import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.report.Section.Line;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.List;

/** The line of a change that git declares and that writes nothing now. */
final class DeclaredLines {
  private DeclaredLines() {}

  static Line of(DeclaredChange change) {
    Phrase remark = Phrase.words(remark(change));
    return switch (change.about()) {
      case About.OfHolder holder ->
          new Line(
              Sign.DECLARE,
              holder.subject().kind().word(),
              holder.subject().name(),
              Phrase.joined("; ", List.of(field(change), remark)),
              change.at());
      case About.OfRole _, About.OfCapability _, About.OfDocument _ ->
          new Line(Sign.DECLARE, kind(change), edit(change), remark, change.at());
    };
  }

  private static String kind(DeclaredChange change) {
    return change.field().word().replace('-', ' ');
  }

  /** {@code expires 2027-01-31 -> never}; empty where the line itself comes or goes. */
  private static Phrase field(DeclaredChange change) {
    String edit = edit(change);
    return switch (change.field()) {
      case HOLDER -> edit.isEmpty() ? Phrase.EMPTY : Phrase.code(edit);
      case FROM,
          EXPIRES,
          REASON,
          ID,
          MANAGE_GROUPS,
          MANAGE_USERS,
          DOCUMENT,
          NAME,
          DESCRIPTION,
          CAPABILITY,
          TOMBSTONE,
          RETIRED,
          DRAIN,
          DELETE,
          SUCCESSOR ->
          Phrase.of(new Words(kind(change) + " "), new Code(edit));
    };
  }

  /** What it was and what it becomes, as git has it. */
  private static String edit(DeclaredChange change) {
    if (change.field() == DeclaredChange.Field.TOMBSTONE && change.before() != null) {
      return "withdrawn; its reason was: " + change.before();
    }
    if (change.before() == null) {
      return change.after() == null ? "" : "now " + change.after();
    }
    return change.after() == null
        ? "no longer " + change.before()
        : change.before() + " -> " + change.after();
  }

  private static String remark(DeclaredChange change) {
    return switch (change.standing()) {
      case STARTS_LATER -> "nothing to write before it starts";
      case OVER -> "nothing to write: its time is not now";
      case SUBJECT_WAITS -> "waits until it can be told who is meant";
      case IN_EFFECT ->
          isOfGitAlone(change.field()) ? "nothing to write now" : "the tenant is so already";
      case GRANTED_NOW -> "with its grant";
      case OBSERVED -> "observed only";
      case LEFT_ALONE -> "keeps it: it is not git's to take";
      case SLUG_RETIRED -> "left alone: the slug is retired for ever";
      case VANISHED -> "gone without a tombstone";
      case RULE -> "decides what runs do from now on";
    };
  }

  /** Whether no tenant knows of it: dates and reasons of a grant, and whom a line means. */
  private static boolean isOfGitAlone(DeclaredChange.Field field) {
    return switch (field) {
      case FROM, EXPIRES, REASON, ID -> true;
      default -> false;
    };
  }
}
