package dev.rolecall.report;

import dev.rolecall.policy.Objection;
import java.time.Instant;
import java.util.List;

/**
 * What guards have against the files of one tenant.
 *
 * @param tenant as rolecall.yaml calls it
 * @param now when it was judged
 * @param reviews of the approvals that lift them, or would
 */
public record GuardedTenant(
    String tenant, Instant now, List<Objection> objections, Reviews reviews) {
  public GuardedTenant {
    objections = List.copyOf(objections);
  }

  /** Of files whose approvals nobody has looked for yet. */
  public GuardedTenant(String tenant, Instant now, List<Objection> objections) {
    this(tenant, now, objections, Reviews.unknown());
  }

  /** With what is known of reviews. */
  public GuardedTenant reviewed(Reviews known) {
    return new GuardedTenant(tenant, now, objections, known);
  }

  /** Whether one of them stands. */
  public boolean stands() {
    return objections.stream().anyMatch(Objection::stands);
  }
}
