package dev.rolecall.policy;

import dev.rolecall.access.Routes;
import dev.rolecall.access.SharedRoute;
import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks about everybody who comes to hold together what a policy keeps apart. */
final class SeparationGuard implements Guard {
  /** Of more people it is said how they come to it together, and not who they are. */
  static final int MANY = 100;

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
      } else {
        Unreadable.objection(
                RuleId.SEPARATION_OF_DUTIES,
                Affected.unreadable(proposal, proposal.judged(), false),
                "who comes to hold both sides of policy " + policy.name())
            .map(objection -> objection.ofPolicy(policy.name()).by(giving).setAt(policy.at()))
            .ifPresent(sink);
      }
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
    details.add(together.policy().description());
    if (newly.size() > MANY) {
      details.addAll(ways("", proposal, together.policy(), newly));
    }
    int waived = together.newly().size() - newly.size();
    if (waived > 0) {
      details.add(waived + " more have a waiver");
    }
    if (together.already().size() > MANY) {
      String start = "from before %d people, ".formatted(together.already().size());
      details.addAll(ways(start, proposal, together.policy(), together.already()));
    } else if (!together.already().isEmpty()) {
      details.add(
          together.already().stream()
              .map(person -> person.account().name())
              .collect(Collectors.joining(", ", "from before: ", "")));
    }
    return details;
  }

  /** The ways that most of them have in common, a line for each side. */
  private static List<String> ways(
      String start, Proposal proposal, Separation policy, List<Person> people) {
    DiffInputs inputs = proposal.inputs();
    List<Change> changes = proposal.judged().stream().map(Proposed::change).toList();
    var routes = new Routes(inputs.live(), inputs.features(), changes, proposal.people());
    return Stream.of(policy.one(), policy.other())
        .map(side -> start + side + ": " + SharedRoute.clause(routes.to(side, people).values()))
        .toList();
  }
}
