package dev.rolecall.diff;

import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.DeclaredChange.Field;
import dev.rolecall.diff.DeclaredChange.Standing;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two desired states say otherwise of what is retired, as far as no change shows it. */
final class DeclaredTombstones {
  private final Covered covered;
  private final List<DeclaredChange> found = new ArrayList<>();

  DeclaredTombstones(Covered covered) {
    this.covered = covered;
  }

  List<DeclaredChange> between(DesiredState before, DesiredState after) {
    var then = before.tombstones();
    var now = after.tombstones();
    var roles = new TreeSet<Slug>(then.keySet());
    roles.addAll(now.keySet());
    for (Slug role : roles) {
      boolean shown = covered.whole(role) || covered.drained(role);
      compare(new About.OfRole(role), shown, then.get(role), now.get(role));
    }
    var capabilities = new TreeSet<CapabilityId>(before.retiredCapabilities().keySet());
    capabilities.addAll(after.retiredCapabilities().keySet());
    for (CapabilityId id : capabilities) {
      compare(
          new About.OfCapability(id),
          covered.capability(id),
          before.retiredCapabilities().get(id),
          after.retiredCapabilities().get(id));
    }
    return found;
  }

  private void compare(
      About about, boolean shown, @Nullable Tombstone was, @Nullable Tombstone is) {
    if (was == null && is != null) {
      if (!shown) {
        boolean later = TombstoneDays.of(is).delete() != null;
        say(
            about,
            Field.TOMBSTONE,
            null,
            is.reason(),
            later ? Standing.RULE : Standing.IN_EFFECT,
            is);
        days(about, null, is);
      }
    } else if (was != null && is == null) {
      say(about, Field.TOMBSTONE, was.reason(), null, Standing.RULE, null);
    } else if (was != null && is != null) {
      differ(about, Field.REASON, was.reason(), is.reason(), Standing.IN_EFFECT, is);
      String day = is.retired().toString();
      differ(about, Field.RETIRED, was.retired().toString(), day, Standing.IN_EFFECT, is);
      differ(about, Field.SUCCESSOR, successor(was), successor(is), Standing.IN_EFFECT, is);
      days(about, was, is);
    }
  }

  private static @Nullable String successor(Tombstone tombstone) {
    return tombstone instanceof Tombstone.OfRole role && role.successor() != null
        ? role.successor().value().value()
        : null;
  }

  private void days(About about, @Nullable Tombstone was, Tombstone is) {
    TombstoneDays then = was == null ? new TombstoneDays(null, null) : TombstoneDays.of(was);
    TombstoneDays now = TombstoneDays.of(is);
    differ(about, Field.DRAIN, then.drain(), now.drain(), Standing.RULE, is);
    differ(about, Field.DELETE, then.delete(), now.delete(), Standing.RULE, is);
  }

  private void differ(
      About about,
      Field field,
      @Nullable String was,
      @Nullable String is,
      Standing standing,
      Tombstone tombstone) {
    if (!Objects.equals(was, is)) {
      say(about, field, was, is, standing, tombstone);
    }
  }

  private void say(
      About about,
      Field field,
      @Nullable String was,
      @Nullable String is,
      Standing standing,
      @Nullable Tombstone tombstone) {
    found.add(
        new DeclaredChange(
            about, field, was, is, standing, tombstone == null ? null : tombstone.at()));
  }
}
