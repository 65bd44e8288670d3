package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changes do to the effective access of people.
 *
 * @param shifts everybody for whom something changes, once each; those of most people first
 * @param roles the roles that somebody gains or loses, with how many people hold them
 * @param capabilities the same of capabilities
 * @param unread groups that matter and whose members may not be read: of them nothing is known
 */
public record Impact(
    List<Shift> shifts,
    SortedMap<Slug, Reach> roles,
    SortedMap<CapabilityId, Reach> capabilities,
    List<Subject> unread) {
  private static final Impact NONE =
      new Impact(List.of(), new TreeMap<>(), new TreeMap<>(), List.of());

  /**
   * People for whom the same changes.
   *
   * @param gained what they can do after it and could not before
   * @param lost what they could do before it and cannot after
   * @param kept what they lose on one path and still have by another
   * @param people at least one, sorted
   */
  public record Shift(Access gained, Access lost, Access kept, List<Person> people) {
    public Shift {
      people = List.copyOf(people);
    }
  }

  /**
   * How many people hold something, effectively; neither disabled accounts nor those of programs
   * count.
   */
  public record Reach(int before, int after) {
    /** Whether nobody is left who holds it. */
    public boolean emptied() {
      return before > 0 && after == 0;
    }
  }

  public Impact {
    shifts = List.copyOf(shifts);
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    unread = List.copyOf(unread);
  }

  /** How many people have it; null: nobody gains or loses it. */
  public @Nullable Reach reach(Holdable item) {
    return switch (item) {
      case Holdable.OfRole(Slug role) -> roles.get(role);
      case Holdable.OfCapability(CapabilityId id) -> capabilities.get(id);
    };
  }

  /** Nothing changes for anybody. */
  public static Impact none() {
    return NONE;
  }

  /** Whether it is known that nothing changes for anybody. */
  public boolean isNone() {
    return shifts.isEmpty() && unread.isEmpty();
  }
}
