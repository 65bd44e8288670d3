package dev.rolecall.reconcile;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.SessionOutcome;
import dev.rolecall.policy.Revocation;
import dev.rolecall.record.RunSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends the sessions that a run was to end, once its steps are done, and says what is owed still.
 */
final class SessionsOfRun {
  /** A second, and a little for clocks that do not run alike. */
  private static final Duration NEXT_SECOND = Duration.ofMillis(1_100);

  private final LogOuts logOuts;
  private final Timing timing;
  private final String run;
  private final Instant begun;

  SessionsOfRun(LogOuts logOuts, Timing timing, String run, Instant begun) {
    this.logOuts = logOuts;
    this.timing = timing;
    this.run = run;
    this.begun = begun;
  }

  /** The same run, with what became of whom it was to log out. */
  ApplyResult.Ran ended(ApplyResult.Ran steps, Applier applier) {
    Instant lastLoss = timing.clock().instant();
    List<SessionOutcome> sessions =
        applier.endSessions(
            logOuts.due(took(steps).done()), run, () -> timing.sleeper().sleep(NEXT_SECOND));
    return new ApplyResult.Ran(steps.outcomes(), sessions, lastLoss);
  }

  /** Who was logged out, and who is to be still. */
  RunSessions of(ApplyResult.Ran ran) {
    List<Revocation> ended =
        ran.sessions().stream()
            .filter(SessionOutcome::isDone)
            .map(SessionOutcome::revocation)
            .toList();
    Set<String> ids = ended.stream().map(Revocation::id).collect(Collectors.toSet());
    return new RunSessions(
        ended.stream().map(one -> one.owedBy(run, begun)).toList(),
        logOuts.after(took(ran), ids, run, begun));
  }

  private static LogOuts.Took took(ApplyResult.Ran ran) {
    return new LogOuts.Took(
        steps(ran, outcome -> outcome instanceof Outcome.Done),
        steps(
            ran, outcome -> outcome instanceof Outcome.Done || outcome instanceof Outcome.Unknown));
  }

  private static Set<String> steps(ApplyResult.Ran ran, Predicate<Outcome> which) {
    return ran.outcomes().stream()
        .filter(one -> which.test(one.outcome()))
        .map(one -> one.step().id())
        .collect(Collectors.toSet());
  }
}
