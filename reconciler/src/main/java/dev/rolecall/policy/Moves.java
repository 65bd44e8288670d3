package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.access.Succession;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Roles whose holders go over to a successor, most of them: nothing is taken from those who do,
 * save what the successor does not give, and a successor that is new gives them nothing but what it
 * contains.
 */
public final class Moves {
  private static final int MOST = 80;
  private static final Moves NONE = new Moves(List.of(), List.of());

  private final List<Succession> successions;

  /** Retired roles that count as moved, with who moves. */
  private final Map<Slug, Set<Person>> moved = new HashMap<>();

  /** The new roles that they move to, with who moves there. */
  private final Map<Slug, Set<Person>> joined = new HashMap<>();

  /**
   * Of these successions.
   *
   * @param changes that were made; those who join a role that was there before gain it
   */
  public Moves(Collection<Succession> successions, Collection<Change> changes) {
    this.successions = List.copyOf(successions);
    Set<Slug> created =
        changes.stream()
            .filter(Change.RoleCreated.class::isInstance)
            .map(change -> ((Change.RoleCreated) change).role())
            .collect(Collectors.toSet());
    for (Succession one : successions) {
      long moving = one.moving().stream().filter(Person::counts).count();
      long all = moving + one.others().stream().filter(Person::counts).count();
      if (moving > 0 && moving * 100 >= MOST * all) {
        moved.put(one.role(), new HashSet<>(one.moving()));
        if (created.contains(one.successor())) {
          joined.computeIfAbsent(one.successor(), _ -> new HashSet<>()).addAll(one.moving());
        }
      }
    }
  }

  /** No role moves. */
  public static Moves none() {
    return NONE;
  }

  /** All roles with a successor, whether they count as moved or not. */
  public List<Succession> successions() {
    return successions;
  }

  /** Whether the role goes on as its successor. */
  public boolean isMove(Slug role) {
    return moved.containsKey(role);
  }

  /** Whoever loses something and may sign in; programs too. */
  public List<Person> losing(Impact impact) {
    return without(Affected.losing(impact), impact, moved, true);
  }

  /** Whoever gains something and may sign in; programs too. */
  public List<Person> gaining(Impact impact) {
    return without(Affected.gaining(impact), impact, joined, false);
  }

  /** Without those for whom one role takes the place of another, and nothing else changes so. */
  private static List<Person> without(
      List<Person> all, Impact impact, Map<Slug, Set<Person>> moves, boolean loses) {
    if (moves.isEmpty()) {
      return all;
    }
    var same = new HashSet<Person>();
    for (Shift shift : impact.shifts()) {
      Access what = loses ? shift.lost() : shift.gained();
      if (what.capabilities().isEmpty() && moves.keySet().containsAll(what.roles())) {
        shift.people().stream()
            .filter(person ->
                what.roles().stream()
                    .allMatch(role -> moves.getOrDefault(role, Set.of()).contains(person)))
            .forEach(same::add);
      }
    }
    var rest = new ArrayList<>(all);
    rest.removeIf(same::contains);
    return rest;
  }
}
