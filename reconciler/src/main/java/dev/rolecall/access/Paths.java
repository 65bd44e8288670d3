package dev.rolecall.access;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What comes over some paths to somebody: before and after changes, and what at least one path
 * stops giving. Equal ones of a pool are one object, so that the many who have the same are worked
 * out once. Its sets are never changed.
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

  /** Makes them. */
  static final class Pool {
    private record Content(BitSet before, BitSet after, BitSet ended) {}

    private final Map<Content, Paths> known = new HashMap<>();

    /** One path. */
    Paths path(BitSet before, BitSet after) {
      return of(before, after, without(before, after));
    }

    private Paths of(BitSet before, BitSet after, BitSet ended) {
      return known.computeIfAbsent(
          new Content(before, after, ended), _ -> new Paths(before, after, ended));
    }
  }

  /**
   * Paths being put together. The first is only pointed to, because most have no other; what stands
   * in between is never kept, because of those there may be one for each of a million holders.
   */
  static final class Union {
    private Paths all;
    private boolean own;

    Union(Paths first) {
      all = first;
    }

    void add(Paths more) {
      if (more == all) {
        return;
      }
      if (!own) {
        all = new Paths(copy(all.before), copy(all.after), copy(all.ended));
        own = true;
      }
      all.before.or(more.before);
      all.after.or(more.after);
      all.ended.or(more.ended);
    }

    private static BitSet copy(BitSet bits) {
      return (BitSet) bits.clone();
    }

    /** All of them; nothing is added afterwards. */
    Paths in(Pool pool) {
      return own ? pool.of(all.before, all.after, all.ended) : all;
    }
  }
}
