package dev.rolecall.policy;

import dev.rolecall.diff.Withheld;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops a new line that names somebody whom the tenant does not know; an older one waits. Where
 * accounts are made at the first login only a name is stopped that is near to one that was read.
 */
final class UnknownSubjectGuard implements Guard {
  private final boolean waits;

  /**
   * @param waits whether a name that the tenant does not know yet may stand there
   */
  UnknownSubjectGuard(boolean waits) {
    this.waits = waits;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (proposal.withheld().stream().noneMatch(UnknownSubjectGuard::isUnknown)) {
      return;
    }
    Set<SourceRef> lines =
        NewLines.of(proposal).stream()
            .map(line -> line.assignment().at())
            .collect(Collectors.toSet());
    List<Withheld> unknown =
        proposal.withheld().stream()
            .filter(one -> isUnknown(one) && lines.contains(one.at()))
            .toList();
    Map<SubjectName, SubjectName> near =
        NearNames.of(
            unknown.stream().map(one -> Objects.requireNonNull(one.waits())).toList(),
            known(proposal));
    for (Withheld one : unknown) {
      @Nullable SubjectName like = near.get(Objects.requireNonNull(one.waits()));
      if (like != null || !waits) {
        sink.accept(
            ObjectionDraft.of(
                    RuleId.UNKNOWN_SUBJECT,
                    Needs.CHANGE,
                    "The %s is declared for role %s, and the tenant knows nobody of that name.%s"
                        .formatted(
                            one.waits(),
                            one.role(),
                            like == null ? "" : " Did you mean " + like.name() + "?"))
                .about(new Holdable.OfRole(one.role()))
                .adding(
                    like == null
                        ? List.of()
                        : List.of(
                            "whoever else is meant can be declared once the account is there"))
                .standing(one.at()));
      }
    }
  }

  /** Everybody who was read for something else; nobody is asked for. */
  private static List<SubjectName> known(Proposal proposal) {
    var known = new ArrayList<>(proposal.inputs().live().directory().names());
    proposal.people().members().values().forEach(members -> names(members, known));
    proposal.people().users().values().forEach(users -> names(users, known));
    return known;
  }

  private static void names(List<Subject> subjects, List<SubjectName> to) {
    subjects.forEach(subject -> to.add(subject.key()));
  }

  private static boolean isUnknown(Withheld one) {
    return one.rule() == RuleId.UNKNOWN_SUBJECT && one.waits() != null;
  }
}
