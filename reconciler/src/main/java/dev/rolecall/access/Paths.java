package dev.rolecall.access;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What comes over some paths to somebody: before and after changes, and what at least one path
 * stops giving. Equal ones are one object, so that the many who have the same are worked out once.
 */
final class Paths {
  private final BitSet before;
  private final BitSet after;
  private final BitSet ended;

  private Paths(BitSet before, BitSet after, BitSet ended) {
    this.before = before;
    this.after = after;
    this.ended = ended;
  }

  BitSet before() {
    return before;
  }

  BitSet after() {
    return after;
  }

  BitSet gained() {
    return without(after, before);
  }

  BitSet lost() {
    return without(before, after);
  }

  /** What a path stops giving and another still gives. */
  BitSet kept() {
    var kept = (BitSet) ended.clone();
    kept.and(after);
    return kept;
  }

  private static BitSet without(BitSet from, BitSet these) {
    var rest = (BitSet) from.clone();
    rest.andNot(these);
    return rest;
  }

  private static BitSet both(BitSet one, BitSet other) {
    var both = (BitSet) one.clone();
    both.or(other);
    return both;
  }

  /** Makes them. */
  static final class Pool {
    private record Content(BitSet before, BitSet after, BitSet ended) {}

    private record Pair(Paths one, Paths other) {}

    private final Map<Content, Paths> known = new HashMap<>();
    private final Map<Pair, Paths> joined = new HashMap<>();

    /** One path; of none, both are empty. */
    Paths path(BitSet before, BitSet after) {
      return of(before, after, without(before, after));
    }

    /** What comes over either. */
    Paths join(Paths one, Paths other) {
      if (one == other) {
        return one;
      }
      return joined.computeIfAbsent(
          new Pair(one, other),
          _ ->
              of(
                  both(one.before, other.before),
                  both(one.after, other.after),
                  both(one.ended, other.ended)));
    }

    private Paths of(BitSet before, BitSet after, BitSet ended) {
      return Objects.requireNonNull(
          known.computeIfAbsent(
              new Content(before, after, ended), _ -> new Paths(before, after, ended)));
    }
  }
}
