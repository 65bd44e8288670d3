package dev.rolecall.policy;

import dev.rolecall.access.Routes;
import dev.rolecall.access.SharedRoute;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import java.util.List;
import java.util.stream.Stream;

/** What many people who hold both sides of a policy have in common. */
final class CommonWays {
  /** Of more people it is said how they come to it together, and not who they are. */
  static final int MANY = 100;

  private CommonWays() {}

  /** A clause for each side: the ways on which most of them come to it, with their numbers. */
  static List<String> of(Proposal proposal, Separation policy, List<Person> people) {
    DiffInputs inputs = proposal.inputs();
    List<Change> changes = proposal.judged().stream().map(Proposed::change).toList();
    var routes = new Routes(inputs.live(), inputs.features(), changes, proposal.people());
    return Stream.of(policy.one(), policy.other())
        .map(side -> side + ": " + SharedRoute.clause(routes.to(side, people).values()))
        .toList();
  }
}
