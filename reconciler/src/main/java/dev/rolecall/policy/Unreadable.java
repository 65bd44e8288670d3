package dev.rolecall.policy;

import dev.rolecall.model.Subject;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a guard cannot judge does not pass it. */
final class Unreadable {
  private Unreadable() {}

  /**
   * That nobody can tell.
   *
   * @param groups whose members may not be read
   * @param what is not known, a clause
   */
  static Optional<ObjectionDraft> objection(RuleId rule, List<Subject> groups, String what) {
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    String names = groups.stream().map(Subject::name).collect(Collectors.joining(", "));
    String message =
        "Nobody can tell %s: the members of %s may not be read. Give the credentials that right."
            .formatted(what, groups.size() == 1 ? "group " + names : "groups " + names);
    return Optional.of(ObjectionDraft.of(rule, Needs.CHANGE, message));
  }
}
