package dev.rolecall.policy;

import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps a run from taking away what rolecall itself needs for the next one. */
final class KeepSelfGuard implements Guard {

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (proposal.own().isEmpty()) {
      return;
    }
    for (Shift shift : proposal.impact().shifts()) {
      List<CapabilityId> lost =
          shift.lost().capabilities().stream()
              .filter(proposal.inputs().features()::isSensitive)
              .toList();
      if (!lost.isEmpty()) {
        shift.people().stream()
            .filter(person -> proposal.own().contains(person.account().key()))
            .forEach(person -> sink.accept(objection(proposal, person, lost)));
      }
    }
  }

  private static ObjectionDraft objection(
      Proposal proposal, Person person, List<CapabilityId> lost) {
    String rights = lost.stream().map(CapabilityId::toString).collect(Collectors.joining(", "));
    return ObjectionDraft.of(
            RuleId.KEEP_SELF,
            Needs.CHANGE,
            "%s, with which rolecall itself works, loses %s."
                .formatted(person.account().name(), rights))
        .of(List.of(person))
        .by(proposal.steps().stream().filter(one -> one.change().loses()).toList());
  }
}
