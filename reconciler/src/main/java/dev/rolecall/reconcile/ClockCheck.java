package dev.rolecall.reconcile;

import dev.rolecall.model.TenantFacts;
import dev.rolecall.problem.RuleId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Dates and leases are judged by this machine's clock, so it has to be the tenant's too. */
final class ClockCheck {
  private ClockCheck() {}

  /**
   * Checks.
   *
   * @throws RefusedException where the two differ by too much
   */
  static void check(Timing timing, TenantFacts facts) throws RefusedException {
    @Nullable Duration offset = facts.clockOffset();
    if (offset != null && offset.abs().compareTo(timing.clockTolerance()) > 0) {
      throw RefusedException.remote(
          RuleId.CLOCK_OFF,
          "The tenant's clock is %d seconds %s this machine's."
              .formatted(offset.abs().toSeconds(), offset.isNegative() ? "behind" : "ahead of"));
    }
  }
}
