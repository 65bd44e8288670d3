package dev.rolecall.policy;

import dev.rolecall.access.Succession;
import dev.rolecall.model.Person;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of each retired role with a successor who goes over to it, and who does not come along. */
public final class MoveNotes {
  private static final int NAMED = 8;

  private MoveNotes() {}

  /** A note for each; none where nobody had the role. */
  public static List<Problem> notes(Proposal proposal) {
    return proposal.moves().successions().stream()
        .filter(one -> !one.moving().isEmpty() || !one.others().isEmpty())
        .map(one -> note(one, proposal))
        .toList();
  }

  private static Problem note(Succession one, Proposal proposal) {
    int all = one.moving().size() + one.others().size();
    String people = all == 1 ? "1 person" : all + " people";
    String verb = proposal.moves().isMove(one.role()) ? "moves" : "does not move";
    String message =
        "%s %s to %s: of %s, %d %s along%s."
            .formatted(
                one.role(),
                verb,
                one.successor(),
                people,
                one.moving().size(),
                one.moving().size() == 1 ? "comes" : "come",
                one.others().isEmpty() ? "" : "; not " + names(one.others()));
    Tombstone.@Nullable OfRole tombstone = proposal.inputs().desired().tombstoneOf(one.role());
    return Problem.note(RuleId.ROLE_MOVES, tombstone == null ? null : tombstone.at(), message);
  }

  private static String names(List<Person> people) {
    String shown =
        people.stream()
            .limit(NAMED)
            .map(person -> person.account().name())
            .collect(Collectors.joining(", "));
    return people.size() > NAMED ? shown + " and " + (people.size() - NAMED) + " more" : shown;
  }
}
