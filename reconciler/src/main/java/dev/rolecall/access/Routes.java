package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation.Side;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * On which ways people come to what they hold, in a tenant as changes leave it. Linear in holders
 * and members; not for two threads.
 */
public final class Routes {
  private final LiveState live;
  private final EffectiveAccess access;
  private final People people;
  private final Set<Grant> left = new HashSet<>();
  private final Map<Slug, Set<Subject>> joined = new HashMap<>();

  /**
   * @param changes all made; none: the tenant as it is
   * @param people behind the groups and roles that are asked about
   */
  public Routes(
      LiveState live, TenantFeatures features, Collection<Change> changes, People people) {
    this.live = live;
    this.access = EffectiveAccess.of(live, features).after(changes);
    this.people = people;
    for (Change change : changes) {
      if (change instanceof Change.AssignmentRemoved removed) {
        left.add(removed.grant());
      } else if (change instanceof Change.AssignmentAdded added) {
        joined.computeIfAbsent(added.role(), _ -> new TreeSet<>()).add(added.subject());
      }
    }
  }

  /** What roles give then. */
  public EffectiveAccess access() {
    return access;
  }

  /** By the id of each of these people who holds any of the side, the ways to it. */
  public Map<String, List<Route>> to(Side side, Collection<Person> persons) {
    Set<String> ids =
        persons.stream().map(person -> person.account().id()).collect(Collectors.toSet());
    var found = new HashMap<String, List<Route>>();
    var roles = new TreeSet<>(live.roles().keySet());
    roles.addAll(joined.keySet());
    for (Slug role : roles) {
      given(role, side)
          .ifPresent(item -> {
            for (Subject holder : holders(role)) {
              var route = new Route(item, role, holder);
              people.behind(holder).stream()
                  .map(Subject::id)
                  .filter(ids::contains)
                  .forEach(id -> found.computeIfAbsent(id, _ -> new ArrayList<>()).add(route));
            }
          });
    }
    return found;
  }

  private Optional<Holdable> given(Slug role, Side side) {
    Access all = access.ofRole(role);
    return side.items().stream().filter(all::has).findFirst();
  }

  private Collection<Subject> holders(Slug role) {
    var holders = new TreeSet<>(joined.getOrDefault(role, Set.of()));
    for (Subject holder : people.holders(role, live)) {
      if (!left.contains(new Grant(role, holder.identity()))) {
        holders.add(holder);
      }
    }
    return holders;
  }
}
