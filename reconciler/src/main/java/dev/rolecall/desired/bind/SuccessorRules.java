package dev.rolecall.desired.bind;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Map;
import java.util.Set;

/** What a tombstone may name as the role that takes over: one that is there, of the same tenant. */
final class SuccessorRules {
  private static final String ADVICE = "Name the role that takes over, or remove successor.";

  private final Map<Slug, Tombstone.OfRole> retired;
  private final RoleNames names;
  private final Set<Problem> problems;

  SuccessorRules(Map<Slug, Tombstone.OfRole> retired, RoleNames names, Set<Problem> problems) {
    this.retired = retired;
    this.names = names;
    this.problems = problems;
  }

  void check() {
    retired.values().forEach(this::check);
  }

  private void check(Tombstone.OfRole tombstone) {
    Sourced<Slug> successor = tombstone.successor();
    if (successor == null) {
      return;
    }
    if (successor.value().equals(tombstone.slug())) {
      String message =
          "%s does not take over from itself.".formatted(Words.shown(tombstone.slug()));
      problems.add(Problem.error(RuleId.BAD_VALUE, successor.at(), message).advising(ADVICE));
    } else if (!wentLater(successor.value(), tombstone)) {
      names.check(successor, ADVICE);
    }
  }

  /**
   * Whether the successor took over, and was retired after that: a tombstone stays as it is for
   * ever. Days only grow along such tombstones, so none leads back to itself.
   */
  private boolean wentLater(Slug successor, Tombstone.OfRole tombstone) {
    Tombstone.OfRole later = retired.get(successor);
    return later != null && later.retired().isAfter(tombstone.retired());
  }
}
