package dev.rolecall.access;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A way that something comes on to many.
 *
 * @param group in which they are; null: each holds the role directly, as they do a default role
 * @param people how many come to it this way and by none that was named before
 */
public record SharedRoute(Slug role, @Nullable Subject group, int people) {
  private static final int NAMED = 3;

  private record Key(Slug role, @Nullable Subject group) {
    static Key of(Route route) {
      return new Key(
          route.role(), route.holder().kind() == SubjectKind.GROUP ? route.holder() : null);
    }

    String text() {
      return role + " " + (group == null ? "" : group.key());
    }
  }

  /**
   * The few ways on which most of them come to it, the one of most people first. Who comes to it on
   * none of these is not counted.
   *
   * @param routes of each person
   */
  static List<SharedRoute> of(Collection<List<Route>> routes) {
    var open = new HashMap<Key, Set<Integer>>();
    int person = 0;
    for (List<Route> some : routes) {
      for (Route route : some) {
        open.computeIfAbsent(Key.of(route), _ -> new HashSet<>()).add(person);
      }
      person++;
    }
    var shared = new ArrayList<SharedRoute>();
    while (shared.size() < NAMED && !open.isEmpty()) {
      Map.Entry<Key, Set<Integer>> largest =
          open.entrySet().stream()
              .min(
                  Comparator.comparingInt(
                          (Map.Entry<Key, Set<Integer>> one) -> -one.getValue().size())
                      .thenComparing(one -> one.getKey().text()))
              .orElseThrow();
      Key key = largest.getKey();
      Set<Integer> theirs = largest.getValue();
      if (theirs.isEmpty()) {
        break;
      }
      shared.add(new SharedRoute(key.role(), key.group(), theirs.size()));
      open.remove(key);
      open.values().forEach(others -> others.removeAll(theirs));
    }
    return shared;
  }

  /**
   * All of them in a clause, with how many come to it in other ways.
   *
   * @param routes of each person
   */
  public static String clause(Collection<List<Route>> routes) {
    List<SharedRoute> shared = of(routes);
    int rest = routes.size() - shared.stream().mapToInt(SharedRoute::people).sum();
    String named = shared.stream().map(SharedRoute::clause).collect(Collectors.joining("; "));
    return rest == 0 ? named : "%s; %d in other ways".formatted(named, rest);
  }

  private String clause() {
    return group == null
        ? "%d with role %s directly".formatted(people, role)
        : "%d with role %s in %s".formatted(people, role, group);
  }
}
