package dev.rolecall.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands over a tenant beside its runs.
 *
 * @param hold null: nobody holds it
 * @param takenBack what undoing has brought about and no commit agrees with yet, oldest first
 * @param emergencies that nobody has ratified, oldest first
 */
public record Standing(
    @Nullable Hold hold, List<TakenBack> takenBack, List<Emergency> emergencies) {
  private static final Standing NOTHING = new Standing(null, List.of(), List.of());

  public Standing {
    takenBack = List.copyOf(takenBack);
    emergencies = List.copyOf(emergencies);
  }

  public static Standing nothing() {
    return NOTHING;
  }

  /** The same, held by this one; null: by nobody. */
  public Standing held(@Nullable Hold by) {
    return new Standing(by, takenBack, emergencies);
  }

  /** The hold that counts at this instant; null: none does. */
  public @Nullable Hold holdAt(Instant now) {
    return hold == null || hold.isOver(now) ? null : hold;
  }

  /** Without a hold that is over and emergencies that are ratified. */
  public Standing asOf(Instant now, Collection<Ratification> ratified) {
    return new Standing(holdAt(now), takenBack, unratified(ratified));
  }

  /** With only those undoings with which a commit has to agree still. */
  public Standing without(Predicate<TakenBack> settled) {
    return new Standing(hold, takenBack.stream().filter(settled.negate()).toList(), emergencies);
  }

  /** With what one more undo has brought about. */
  public Standing with(TakenBack more) {
    var all = new ArrayList<TakenBack>();
    TakenBack sum = more;
    for (TakenBack one : takenBack) {
      if (one.run().equals(more.run())) {
        sum = one.and(more);
      } else {
        all.add(one);
      }
    }
    all.add(sum);
    return new Standing(hold, all, emergencies);
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
    return new Standing(hold, takenBack, all);
  }
}
