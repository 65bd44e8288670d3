package dev.rolecall.desired.bind;

import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The roles that tombstones end another day: until then they stand as the tombstone says, and from
 * its drain on without holders. Those whose day has come are no roles any more.
 */
final class EndingRoles {
  private final SortedMap<Slug, DesiredRole> roles = new TreeMap<>();
  private final SortedMap<Slug, Tombstone.OfRole> gone = new TreeMap<>();
  private final Instant now;

  EndingRoles(Map<Slug, Tombstone.OfRole> tombstones, Instant now) {
    this.now = now;
    tombstones.forEach((slug, tombstone) -> {
      Deletion deletion = tombstone.deletion();
      if (deletion == null || deletion.dueBy(now)) {
        gone.put(slug, tombstone);
      } else {
        roles.put(slug, DesiredRole.until(deletion, tombstone));
      }
    });
  }

  /** Each with its tombstone. */
  SortedMap<Slug, DesiredRole> roles() {
    return roles;
  }

  /** The tombstones of roles that are to be gone. */
  SortedMap<Slug, Tombstone.OfRole> gone() {
    return gone;
  }

  /** With those that stand, but where a document declares the same slug, which is an error. */
  SortedMap<Slug, DesiredRole> with(Map<Slug, DesiredRole> declared) {
    var all = new TreeMap<>(roles);
    all.putAll(declared);
    return all;
  }

  /** That nobody holds those that are drained; of the others' holders nothing is asked. */
  SortedMap<Slug, DesiredHolding> holdings(Map<Slug, DesiredHolding> declared) {
    var all = new TreeMap<Slug, DesiredHolding>();
    roles.forEach((slug, role) -> {
      Deletion deletion = role.deletion();
      if (deletion != null && deletion.drainedBy(now)) {
        all.put(slug, DesiredHolding.nobody(slug));
      }
    });
    all.putAll(declared);
    return all;
  }
}
