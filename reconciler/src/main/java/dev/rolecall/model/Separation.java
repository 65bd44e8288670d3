package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two sides that no person may hold something of together.
 *
 * @param name by which people know the policy
 * @param description why; may be empty
 * @param waivers who may all the same
 * @param at where the document begins
 */
public record Separation(
    String name, String description, Side one, Side other, List<Waiver> waivers, SourceRef at) {
  public Separation {
    waivers = List.copyOf(waivers);
  }

  /** All that decides something: two that have it in common are one, wherever they stand. */
  public Object said() {
    return List.of(name, one, other, waivers.stream().map(Waiver::said).toList());
  }

  /** Whoever holds any of these is on this side. */
  public record Side(SortedSet<Holdable> items) {
    public Side {
      items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }

    /** {@code (role clerk or capability payments:create)}; of one item {@code role clerk}. */
    @Override
    public String toString() {
      String all = items.stream().map(Holdable::toString).collect(Collectors.joining(" or "));
      return items.size() == 1 ? all : "(" + all + ")";
    }
  }

  /**
   * Somebody who may hold both for a while.
   *
   * @param subjects users, or groups whose members are meant
   * @param owner who answers for it
   * @param expires first instant at which it does not count any more
   */
  public record Waiver(
      SortedSet<SubjectName> subjects, String owner, String reason, Instant expires, SourceRef at) {
    public Waiver {
      subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
    }

    private Object said() {
      return List.of(subjects, owner, reason, expires);
    }

    public boolean standsAt(Instant now) {
      return now.isBefore(expires);
    }
  }
}
