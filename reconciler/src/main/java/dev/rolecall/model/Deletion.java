package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * That a role is deleted another day, and what it is until then.
 *
 * @param drain from when on nobody holds it; null: from the first run on
 * @param day from when on it is deleted for ever; the slug burns at the first run from then on
 */
public record Deletion(
    @Nullable Sourced<Instant> drain,
    Sourced<Instant> day,
    Sourced<String> name,
    Sourced<String> description,
    SortedMap<CapabilityId, SourceRef> capabilities) {
  public Deletion {
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
  }

  /** Whether nobody holds the role any more. */
  public boolean drainedBy(Instant now) {
    return drain == null || !now.isBefore(drain.value());
  }

  /** Whether the role is to be deleted. */
  public boolean dueBy(Instant now) {
    return !now.isBefore(day.value());
  }
}
