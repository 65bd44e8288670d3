package dev.rolecall.drift;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.access.Route;
import dev.rolecall.access.Routes;
import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.drift.Pair.Standing;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Waiver;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who holds together what policies keep apart, in the tenant as it is.
 *
 * @param pairs by policy and person
 * @param unread groups that hold one of the sides and whose members may not be read: whether these
 *     hold the other nobody can tell
 */
public record HeldTogether(List<Pair> pairs, List<Subject> unread) {
  private static final HeldTogether NOTHING = new HeldTogether(List.of(), List.of());

  public HeldTogether {
    pairs = List.copyOf(pairs);
    unread = List.copyOf(unread);
  }

  /** No policy keeps anything apart. */
  public static HeldTogether nothing() {
    return NOTHING;
  }

  /** Whether something is not as git has it, or nobody can tell. */
  public boolean found() {
    return drifted() > 0 || !unread.isEmpty();
  }

  /** How many of them are drift. */
  public int drifted() {
    return (int) pairs.stream().filter(pair -> pair.standing().isDrift()).count();
  }

  /** The ids of the groups whose members have to be known for it. */
  public static Set<String> groups(DiffInputs inputs, Collection<Separation> policies) {
    LiveState live = inputs.live();
    var groups = new TreeSet<>(ImpactScope.watching(live, inputs.features(), policies).groups());
    groups.addAll(Waivers.groups(policies, live.directory(), inputs.record().pins()));
    return groups;
  }

  /**
   * Looks at everybody.
   *
   * @param changes of the same comparison: those that undo drift tell what git made of a role
   * @param people behind {@link #groups}
   */
  public static HeldTogether of(
      DiffInputs inputs,
      Collection<Change> changes,
      Collection<Separation> policies,
      People people) {
    var scope = ImpactScope.watching(inputs.live(), inputs.features(), policies);
    var search = new Search(inputs, changes, people);
    return new HeldTogether(
        scope.together(people).stream().flatMap(search::pairs).toList(),
        scope.behind(people).unread());
  }

  /** What is the same for each of them. */
  private static final class Search {
    private final DiffInputs inputs;
    private final People people;
    private final Routes routes;
    private final EffectiveAccess asGitHasIt;

    Search(DiffInputs inputs, Collection<Change> changes, People people) {
      this.inputs = inputs;
      this.people = people;
      routes = new Routes(inputs.live(), inputs.features(), List.of(), people);
      asGitHasIt =
          routes.access().after(changes.stream().filter(c -> c.cause() == Cause.DRIFT).toList());
    }

    Stream<Pair> pairs(Together together) {
      Separation policy = together.policy();
      var waivers = new Waivers(policy, inputs.live().directory(), inputs.record().pins(), people);
      Map<String, List<Route>> one = routes.to(policy.one(), together.already());
      Map<String, List<Route>> other = routes.to(policy.other(), together.already());
      return together.already().stream()
          .map(person -> {
            String id = person.account().id();
            return pair(
                policy,
                person,
                one.getOrDefault(id, List.of()),
                other.getOrDefault(id, List.of()),
                waivers.of(person));
          });
    }

    private Pair pair(
        Separation policy,
        Person person,
        List<Route> one,
        List<Route> other,
        Optional<Waiver> waiver) {
      @Nullable Waiver last = waiver.orElse(null);
      Standing standing =
          last != null
              ? last.standsAt(inputs.now()) ? Standing.WAIVED : Standing.WAIVER_ENDED
              : one.stream().anyMatch(this::isByGit) && other.stream().anyMatch(this::isByGit)
                  ? Standing.BY_GIT
                  : Standing.OUTSIDE_GIT;
      return new Pair(policy, person, one, other, standing, last);
    }

    /** Who is in a group git never says, so a way through one is never git's alone. */
    private boolean isByGit(Route route) {
      Access whole = asGitHasIt.ofRole(route.role());
      Subject holder = route.holder();
      return holder.kind() == SubjectKind.USER
          && whole.has(route.item())
          && (inputs.record().granted().of(route.role(), SubjectKind.USER).contains(holder.id())
              || isDeclared(route.role(), holder));
    }

    /** Also where there is no record, or the next run adopts it. */
    private boolean isDeclared(Slug role, Subject user) {
      @Nullable DesiredHolding holding = inputs.desired().holdings().get(role);
      return holding != null
          && holding.assignments().stream()
              .anyMatch(line -> line.activeAt(inputs.now()) && means(line, user));
    }

    private boolean means(DesiredAssignment line, Subject user) {
      if (line.subject().kind() != SubjectKind.USER) {
        return false;
      }
      return line.id() != null
          ? line.id().equals(user.id())
          : Waivers.subject(line.subject(), inputs.live().directory(), inputs.record().pins())
              .filter(meant -> meant.identity().equals(user.identity()))
              .isPresent();
    }
  }
}
