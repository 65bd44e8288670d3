package dev.rolecall.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands over a tenant beside its runs.
 *
 * @param hold null: it is not held
 * @param emergencies that nobody has ratified, oldest first
 */
public record Standing(@Nullable Hold hold, List<Emergency> emergencies) {
  private static final Standing NOTHING = new Standing(null, List.of());

  public Standing {
    emergencies = List.copyOf(emergencies);
  }

  public static Standing nothing() {
    return NOTHING;
  }

  /** The same, held by this one; null: not held. */
  public Standing held(@Nullable Hold by) {
    return new Standing(by, emergencies);
  }

  /** The hold that counts at this instant; null: none does. */
  public @Nullable Hold holdAt(Instant now) {
    return hold == null || hold.isOver(now) ? null : hold;
  }

  /** Without a hold that is over and emergencies that are ratified. */
  public Standing asOf(Instant now, Collection<Ratification> ratified) {
    return new Standing(holdAt(now), unratified(ratified));
  }

  /** Those that nobody has ratified. */
  public List<Emergency> unratified(Collection<Ratification> ratified) {
    return emergencies.stream()
        .filter(one -> ratified.stream().noneMatch(given -> given.isOf(one)))
        .toList();
  }

  /** With one more. */
  public Standing with(Emergency emergency) {
    var all = new ArrayList<>(emergencies);
    all.add(emergency);
    return new Standing(hold, all);
  }
}
