package dev.rolecall.report;

import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.Days;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Notices;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sentences of ours that more than one kind of report has; empty where they have nothing to say.
 */
final class Phrases {
  /** Where the rest of something is that is not shown in full. */
  static final Phrase IN_JSON =
      Phrase.of(new Span.Words("see "), new Span.Code("--report json=FILE"));

  /** So many are named in a sentence, and the rest is counted. */
  private static final int NAMED = 3;

  private Phrases() {}

  static Optional<String> leftAlone(Collection<Problem> findings) {
    return counted(
        Findings.leftAlone(findings), "role", "Left alone, their slugs are retired for ever: ");
  }

  static Optional<String> declared(int changes) {
    return counted(changes, "change", "Declared, nothing to write now: ");
  }

  static Optional<String> adopted(Notices notices) {
    int holders = notices.adopted().stream().mapToInt(one -> one.holders().size()).sum();
    return counted(holders, "holder", "Adopted, git's own from this run on: ");
  }

  static Optional<String> leftOut(int steps) {
    return counted(steps, "step", "Left out of this run: ");
  }

  private static Optional<String> counted(int count, String noun, String what) {
    return count == 0 ? Optional.empty() : Optional.of(what + Counted.of(count, noun) + ".");
  }

  /** {@code Withheld: 2 lines wait, 3 holders stay for now.} */
  static Optional<String> withheld(List<Withheld> all) {
    List<Withheld> withheld = all.stream().filter(one -> !one.isExpiry()).toList();
    if (withheld.isEmpty()) {
      return Optional.empty();
    }
    long lines = withheld.stream().map(Withheld::at).filter(Objects::nonNull).distinct().count();
    int holders = withheld.stream().mapToInt(w -> w.holders().size()).sum();
    var parts = new ArrayList<String>();
    if (lines > 0) {
      parts.add(Counted.of(lines, "line") + (lines == 1 ? " waits" : " wait"));
    }
    if (holders > 0) {
      parts.add(Counted.of(holders, "holder") + (holders == 1 ? " stays" : " stay") + " for now");
    }
    return Optional.of("Withheld: " + String.join(", ", parts) + ".");
  }

  /** {@code Withheld by minimum-holders: the expiry of user ben@example.com in role owner.} */
  static Optional<Phrase> keptExpired(List<Withheld> withheld) {
    List<Withheld> expiries = withheld.stream().filter(Withheld::isExpiry).toList();
    var spans = new ArrayList<Span>();
    spans.add(
        new Span.Words(
            "Withheld by minimum-holders, because too few people would be left: the expiry of "));
    for (Withheld one : expiries.subList(0, Math.min(NAMED, expiries.size()))) {
      String before = spans.size() == 1 ? "" : ", of ";
      for (Subject holder : one.holders()) {
        spans.add(new Span.Words(before + one.kind().word() + " "));
        spans.add(new Span.Code(holder.name()));
        spans.add(new Span.Words(" in role "));
        spans.add(new Span.Code(one.role().value()));
      }
    }
    int more = expiries.size() - NAMED;
    spans.add(new Span.Words(more > 0 ? " and of " + Counted.number(more) + " more." : "."));
    return expiries.isEmpty() ? Optional.empty() : Optional.of(new Phrase(spans));
  }

  /** {@code Due: role temp-contractor is deleted for ever from 2026-12-05 on (FILE:4:9).} */
  static Phrase due(DueDate due) {
    return Phrase.of(
        new Span.Words("Due: role "),
        new Span.Code(due.role().value()),
        new Span.Words(
            switch (due.what()) {
                  case DRAINED -> " is left without holders from ";
                  case DELETED -> " is deleted for ever from ";
                }
                + Days.first(due.at())
                + " on ("),
        new Span.Code(due.place().toString()),
        new Span.Words(")."));
  }

  /** {@code 2 errors, 1 warning}; empty when there is nothing. */
  static String counts(Collection<Problem> problems) {
    var parts = new ArrayList<String>();
    for (Severity severity : Severity.values()) {
      long count = problems.stream().filter(p -> p.severity() == severity).count();
      if (count > 0) {
        parts.add(Counted.of(count, severity.word()));
      }
    }
    return String.join(", ", parts);
  }
}
