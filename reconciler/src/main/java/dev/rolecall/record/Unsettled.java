package dev.rolecall.record;

import dev.rolecall.model.Granted;
import dev.rolecall.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the last run leaves to be settled before anybody plans.
 *
 * @param granted as it is recorded
 * @param meant steps that may be in effect or not: all of a run that has no end, or those whose
 *     outcome is not known
 * @param lease of that run; null: it had nothing to write
 * @param open grants of runs before it that are still looked at
 */
public record Unsettled(
    Granted granted, List<Step> meant, @Nullable Instant lease, Set<OpenGrant> open) {
  public Unsettled {
    meant = List.copyOf(meant);
    open = Set.copyOf(open);
  }
}
