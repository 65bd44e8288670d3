package dev.rolecall.policy;

import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells of the people who hold both sides of a policy before a change that comes near it, and after
 * it still. It stops nothing: the change did not bring it about.
 */
public final class HeldBefore {
  private HeldBefore() {}

  /** A note for each policy. */
  public static List<Problem> notes(Proposal proposal) {
    DiffInputs inputs = proposal.inputs();
    var notes = new LinkedHashSet<Problem>();
    for (Together together : proposal.together()) {
      Separation policy = together.policy();
      var waivers =
          new Waivers(policy, inputs.live().directory(), inputs.record().pins(), proposal.people());
      List<Person> people =
          together.already().stream().filter(person -> !waivers.let(person, inputs.now())).toList();
      if (!people.isEmpty()) {
        notes.add(note(proposal, policy, people, together.already().size() - people.size()));
      }
    }
    return List.copyOf(notes);
  }

  private static Problem note(
      Proposal proposal, Separation policy, List<Person> people, int waived) {
    var facts = new ArrayList<String>();
    facts.addAll(
        people.size() > CommonWays.MANY
            ? CommonWays.of(proposal, policy, people)
            : List.of(
                people.stream()
                    .map(person -> person.account().name())
                    .collect(Collectors.joining(", "))));
    if (waived > 0) {
      facts.add(waived + " more with a waiver");
    }
    String message =
        "Policy %s: before this change and after it, %s %s together with %s: %s."
            .formatted(
                policy.name(),
                people.size() == 1 ? "1 person holds" : people.size() + " people hold",
                policy.one(),
                policy.other(),
                String.join("; ", facts));
    return Problem.note(RuleId.SEPARATION_OF_DUTIES, policy.at(), message)
        .advising("It stops nothing. How each came to it: rolecall drift");
  }
}
