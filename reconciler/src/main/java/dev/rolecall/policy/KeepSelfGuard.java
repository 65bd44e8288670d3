package dev.rolecall.policy;

import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        for (Person person : shift.people()) {
          List<OwnAccount> own =
              proposal.own().stream().filter(one -> one.is(person.account())).toList();
          if (!own.isEmpty()) {
            sink.accept(objection(proposal, person, own, lost));
          }
        }
      }
    }
  }

  /** Whose name comes from where secrets do is not told that it is rolecall's. */
  private static ObjectionDraft objection(
      Proposal proposal, Person person, List<OwnAccount> own, List<CapabilityId> lost) {
    @Nullable String hiddenAs = own.getFirst().hiddenAs();
    boolean named = own.stream().anyMatch(one -> one.hiddenAs() == null);
    return ObjectionDraft.of(
            RuleId.KEEP_SELF,
            Needs.CHANGE,
            "%s, with which rolecall itself works, loses %s."
                .formatted(
                    named ? person.account().name() : "The account of " + hiddenAs,
                    lost.stream().map(CapabilityId::toString).collect(Collectors.joining(", "))))
        .of(named ? List.of(person) : List.of())
        .by(proposal.steps().stream().filter(one -> one.change().loses()).toList());
  }
}
