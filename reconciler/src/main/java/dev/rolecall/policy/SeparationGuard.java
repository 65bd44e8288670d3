package dev.rolecall.policy;

import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks about everybody who comes to hold together what a policy keeps apart. */
final class SeparationGuard implements Guard {
  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Proposed> giving = proposal.judged().stream().filter(one -> one.change().gains()).toList();
    if (giving.isEmpty()) {
      return;
    }
    DiffInputs inputs = proposal.inputs();
    for (Together together : proposal.together()) {
      Separation policy = together.policy();
      var waivers =
          new Waivers(policy, inputs.live().directory(), inputs.record().pins(), proposal.people());
      List<Person> newly =
          together.newly().stream().filter(person -> !waivers.let(person, inputs.now())).toList();
      if (!newly.isEmpty()) {
        sink.accept(
            ObjectionDraft.of(
                    RuleId.SEPARATION_OF_DUTIES, Needs.APPROVAL, sentence(policy, newly.size()))
                .ofPolicy(policy.name())
                .counting(Measure.PEOPLE_AFFECTED, newly.size())
                .adding(details(proposal, together, newly))
                .of(newly)
                .by(giving)
                .standing(null)
                .setAt(policy.at()));
      }
      Unreadable.objection(
              RuleId.SEPARATION_OF_DUTIES,
              Affected.unreadable(proposal, proposal.judged(), false),
              "who comes to hold both sides of policy " + policy.name())
          .map(objection -> objection.ofPolicy(policy.name()).by(giving).setAt(policy.at()))
          .ifPresent(sink);
    }
  }

  private static String sentence(Separation policy, int people) {
    return "Policy %s: %s to hold %s together with %s."
        .formatted(
            policy.name(),
            people == 1 ? "1 person comes" : people + " people come",
            policy.one(),
            policy.other());
  }

  private static List<String> details(Proposal proposal, Together together, List<Person> newly) {
    var details = new ArrayList<String>();
    if (!together.policy().description().isEmpty()) {
      details.add(together.policy().description());
    }
    if (newly.size() > CommonWays.MANY) {
      details.addAll(CommonWays.of(proposal, together.policy(), newly));
    }
    int waived = together.newly().size() - newly.size();
    if (waived > 0) {
      details.add(waived + " more have a waiver");
    }
    return details;
  }
}
