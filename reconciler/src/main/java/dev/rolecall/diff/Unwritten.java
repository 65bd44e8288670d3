package dev.rolecall.diff;

import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Pins;
import java.util.Set;

/**
 * What the record of a tenant learns of a comparison without a write to the tenant.
 *
 * @param adopts desired now, found in effect, and not granted by git: its own from then on, also
 *     where somebody gave it by hand
 * @param givesUp leaves the granted set: released, gone with its role, or no longer desired and
 *     found not held
 * @param pins the account that each declared name means
 * @param vanished declared once and no more, and the tenant still has it
 */
public record Unwritten(Set<Grant> adopts, Set<Grant> givesUp, Pins pins, DefinitionIds vanished) {
  private static final Unwritten NOTHING =
      new Unwritten(Set.of(), Set.of(), Pins.none(), DefinitionIds.none());

  public Unwritten {
    adopts = Set.copyOf(adopts);
    givesUp = Set.copyOf(givesUp);
  }

  public static Unwritten nothing() {
    return NOTHING;
  }
}
