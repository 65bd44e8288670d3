package dev.rolecall.report;

import dev.rolecall.model.Emergency;
import dev.rolecall.model.Hold;
import dev.rolecall.model.TakenBack;
import dev.rolecall.plan.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands over a tenant, for machines; people are told of it by findings.
 *
 * @param hold that counts now; null: nobody holds it
 * @param takenBack what undoing has brought about and no commit agreed with when it was last
 *     applied
 * @param unratified runs that broke the glass
 * @param unfinished the last run, where it has no end; null: it has one
 */
public record TenantNotes(
    @Nullable Hold hold,
    List<TakenBack> takenBack,
    List<Emergency> unratified,
    @Nullable Unfinished unfinished) {
  public TenantNotes {
    takenBack = List.copyOf(takenBack);
    unratified = List.copyOf(unratified);
  }

  /**
   * A run without an end.
   *
   * @param lease until when it may still write; null: it may not
   * @param steps how many it meant
   * @param written how many of them are in effect
   * @param remaining those that are not, and are still asked for
   */
  public record Unfinished(
      String run,
      String actor,
      Instant begun,
      @Nullable Instant lease,
      int steps,
      int written,
      List<Step> remaining) {
    public Unfinished {
      remaining = List.copyOf(remaining);
    }
  }

  public static TenantNotes none() {
    return new TenantNotes(null, List.of(), List.of(), null);
  }
}
