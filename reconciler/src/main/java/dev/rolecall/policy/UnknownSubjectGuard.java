package dev.rolecall.policy;

import dev.rolecall.diff.Withheld;
import dev.rolecall.model.Holdable;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Stops a new line that names somebody whom the tenant does not know; an older one waits. */
final class UnknownSubjectGuard implements Guard {

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (proposal.withheld().stream().noneMatch(UnknownSubjectGuard::isUnknown)) {
      return;
    }
    Set<SourceRef> lines =
        NewLines.of(proposal).stream()
            .map(line -> line.assignment().at())
            .collect(Collectors.toSet());
    for (Withheld one : proposal.withheld()) {
      if (isUnknown(one) && lines.contains(one.at())) {
        sink.accept(
            ObjectionDraft.of(
                    RuleId.UNKNOWN_SUBJECT,
                    Needs.CHANGE,
                    "The %s is declared for role %s, and the tenant knows nobody of that name."
                        .formatted(one.waits(), one.role()))
                .about(new Holdable.OfRole(one.role()))
                .standing(one.at()));
      }
    }
  }

  private static boolean isUnknown(Withheld one) {
    return one.rule() == RuleId.UNKNOWN_SUBJECT && one.waits() != null;
  }
}
