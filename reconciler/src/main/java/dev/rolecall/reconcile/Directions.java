package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Direction;
import dev.rolecall.record.Followed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a direction comes to, in a sentence: the same for {@code plan} and {@code apply}. */
final class Directions {
  private static final int SHORT = 7;

  private Directions() {}

  static boolean goesBack(Direction direction) {
    return switch (direction) {
      case Direction.Forward _ -> false;
      case Direction.Superseded _, Direction.RolledBack _, Direction.GoesBack _ -> true;
    };
  }

  /** A warning; empty for a commit that goes on from what was applied. */
  static Optional<Problem> problem(Direction direction, @Nullable Commit commit) {
    String here = commit == null ? "This" : "Commit " + commit.shortId();
    return switch (direction) {
      case Direction.Forward _ -> Optional.empty();
      case Direction.Superseded superseded ->
          Optional.of(
              Problem.warning(
                  RuleId.SUPERSEDED,
                  null,
                  "%s is older than %s, which was applied last."
                      .formatted(here, shortId(superseded.last()))));
      case Direction.RolledBack back ->
          Optional.of(
              Problem.warning(
                  RuleId.ROLLED_BACK,
                  null,
                  "%s was applied and then rolled back to %s."
                      .formatted(here, shortId(back.to()))));
      case Direction.GoesBack back ->
          Optional.of(
              Problem.warning(
                  RuleId.GOES_BACK,
                  null,
                  "%s does not contain %s, which was applied last, and would undo it%s."
                      .formatted(
                          here,
                          shortId(back.last()),
                          back.lastReadable()
                              ? ""
                              : "; this clone has no history of it, so only the record could"
                                  + " tell")));
    };
  }

  private static String shortId(Followed run) {
    String id = run.commit().substring(0, Math.min(SHORT, run.commit().length()));
    return run.isDirty() ? id + "+dirty" : id;
  }
}
