package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private static Reach worse(Reach one, Reach other) {
      return other.before - other.after > one.before - one.after ? other : one;
    }

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

  /**
   * With what another look at the same changes finds: whoever loses something there and nothing
   * here, and of each item the one of both where more people lose it.
   */
  public Impact withLossesOf(Impact other) {
    var losing = new HashSet<Person>();
    shifts.stream().filter(shift -> !shift.lost.isNothing()).forEach(s -> losing.addAll(s.people));
    var all = new ArrayList<>(shifts);
    for (Shift shift : other.shifts) {
      List<Person> more =
          shift.lost.isNothing()
              ? List.of()
              : shift.people.stream().filter(person -> !losing.contains(person)).toList();
      if (!more.isEmpty()) {
        all.add(new Shift(Access.NONE, shift.lost, shift.kept, more));
      }
    }
    var ofRoles = new TreeMap<>(roles);
    other.roles.forEach((role, reach) -> ofRoles.merge(role, reach, Reach::worse));
    var ofCapabilities = new TreeMap<>(capabilities);
    other.capabilities.forEach((id, reach) -> ofCapabilities.merge(id, reach, Reach::worse));
    Set<Subject> unknown = new LinkedHashSet<>(unread);
    unknown.addAll(other.unread);
    return new Impact(all, ofRoles, ofCapabilities, List.copyOf(unknown));
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
