package dev.rolecall.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the record keeps of tombstones. It grants nothing: whoever may write the record could write
 * it.
 *
 * @param holders whom runs took a role from that is not deleted yet, or stands again
 * @param burnt slugs whose tombstone a run has carried out, or tried to
 * @param all whether {@code burnt} has every one of them; false: only those that were deleted on a
 *     later day, as an older rolecall wrote it
 */
public record Drains(SortedSet<Drained> holders, SortedSet<Slug> burnt, boolean all) {
  private static final Drains NOTHING = new Drains(new TreeSet<>(), new TreeSet<>(), false);

  /** How long it is said of a role that stands again who is not back. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  public Drains {
    holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
    burnt = Collections.unmodifiableSortedSet(new TreeSet<>(burnt));
  }

  public static Drains nothing() {
    return NOTHING;
  }

  /** With those whom a run means to take out, each once, as it was first. */
  public Drains draining(Collection<Drained> more) {
    var known = new TreeSet<Grant>();
    holders.forEach(one -> known.add(one.grant()));
    var all = new TreeSet<>(holders);
    more.stream().filter(one -> known.add(one.grant())).forEach(all::add);
    return new Drains(all, burnt, this.all);
  }

  /** With these, which makes them all the slugs that can never be used again. */
  public Drains burning(Collection<Slug> more) {
    var known = new TreeSet<>(burnt);
    known.addAll(more);
    return new Drains(holders, known, true);
  }

  /** Without these. */
  public Drains without(Predicate<Drained> over) {
    var rest = new TreeSet<>(holders);
    rest.removeIf(over);
    return new Drains(rest, burnt, all);
  }

  /** Whether it is so long ago that nothing is said of it where the role stands again. */
  public static boolean isLongAgo(Drained one, Instant now) {
    return one.at().isBefore(now.minus(REMEMBERED));
  }
}
