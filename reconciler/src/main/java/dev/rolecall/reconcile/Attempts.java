package dev.rolecall.reconcile;

import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.util.Optional;

/** Tries anew what other runs come in between of. */
final class Attempts {
  /** How often a run plans anew because another one was faster. */
  private static final int RACES = 5;

  private Attempts() {}

  /** One attempt; empty when another run came in between, so that all has to be looked at anew. */
  interface Attempt<T> {
    Optional<T> once() throws IOException, TenantException;
  }

  /**
   * What the first attempt came to that nobody came in between of.
   *
   * @throws RefusedException when somebody did each time, or the process is asked to end
   */
  static <T> T first(StopSignal stop, Attempt<T> attempt) throws IOException, TenantException {
    for (int race = 0; race < RACES; race++) {
      Optional<T> end = attempt.once();
      if (end.isPresent()) {
        return end.get();
      }
      stop.mayBeBrokenOff();
      if (stop.requested()) {
        throw RefusedException.interrupted();
      }
    }
    throw RefusedException.remote(
        RuleId.LEASE_HELD, "Other runs were faster than this one, time after time.");
  }
}
