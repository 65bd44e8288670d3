package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantFeatures;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whom changes may concern: first which groups and roles have to be known for it, then, with the
 * people behind them, what becomes of whom. Linear in holders and members; not for two threads.
 */
public final class ImpactScope {
  private final LiveState live;
  private final Touched touched;
  private final Paths.Pool pool = new Paths.Pool();

  /** The roles that give something of it, with what a holder has of each who stays a holder. */
  private final Map<Slug, Paths> giving = new TreeMap<>();

  private final Map<Slug, Map<SubjectId, Subject>> joined = new HashMap<>();
  private final Map<Slug, Map<SubjectId, Subject>> left = new HashMap<>();

  /** The policies that some change can come near to breaking. */
  private final List<Separation> policies;

  private final Succeeded.Watch successors;

  private ImpactScope(
      LiveState live, Touched touched, List<Separation> policies, Succeeded.Watch successors) {
    this.live = live;
    this.touched = touched;
    this.policies = List.copyOf(policies);
    this.successors = successors;
  }

  /** Of these changes to this tenant, all made. */
  public static ImpactScope of(
      LiveState live, TenantFeatures features, Collection<Change> changes) {
    return of(live, features, changes, List.of());
  }

  /** The same, watching who comes to hold together what policies keep apart. */
  public static ImpactScope of(
      LiveState live,
      TenantFeatures features,
      Collection<Change> changes,
      Collection<Separation> policies) {
    var before = EffectiveAccess.of(live, features);
    var after = before.after(changes);
    Touched touched = Touched.by(changes, before, after);
    Touched own = touched;
    List<Separation> near =
        policies.stream().filter(policy -> items(policy).anyMatch(own::has)).toList();
    for (Separation policy : near) {
      touched = touched.watching(items(policy).toList());
    }
    var successors = new Succeeded.Watch(changes, touched, before, after);
    var scope = new ImpactScope(live, touched, near, successors);
    if (!scope.touched.isEmpty()) {
      scope.look(before, after, changes);
    }
    return scope;
  }

  /** Of no change at all: who holds together what the policies keep apart. */
  public static ImpactScope watching(
      LiveState live, TenantFeatures features, Collection<Separation> policies) {
    var access = EffectiveAccess.of(live, features);
    Touched touched =
        Touched.by(List.of(), access, access)
            .watching(policies.stream().flatMap(ImpactScope::items).toList());
    var nobodyMoves = new Succeeded.Watch(List.of(), touched, access, access);
    var scope = new ImpactScope(live, touched, List.copyOf(policies), nobodyMoves);
    scope.look(access, access, List.of());
    return scope;
  }

  private static Stream<Holdable> items(Separation policy) {
    return Stream.concat(policy.one().items().stream(), policy.other().items().stream());
  }

  private void look(EffectiveAccess before, EffectiveAccess after, Collection<Change> changes) {
    var roles = new TreeSet<>(live.roles().keySet());
    for (Change change : changes) {
      switch (change) {
        case Change.AssignmentAdded added -> add(joined, added);
        case Change.AssignmentRemoved removed -> add(left, removed);
        case Change.RoleCreated created -> roles.add(created.role());
        case Change.OfCapability _,
            Change.RoleTextEdited _,
            Change.RoleCapabilityAdded _,
            Change.RoleCapabilityRemoved _,
            Change.RoleRetired _ -> {}
      }
    }
    for (Slug role : roles) {
      BitSet then = touched.bits(before.ofRole(role));
      BitSet now = touched.bits(after.ofRole(role));
      if (!then.isEmpty() || !now.isEmpty()) {
        giving.put(role, pool.path(then, now));
      }
    }
  }

  private static void add(Map<Slug, Map<SubjectId, Subject>> to, Change.OfHolder change) {
    to.computeIfAbsent(change.role(), _ -> new HashMap<>())
        .put(change.subject().identity(), change.subject());
  }

  /** The live roles whose holders matter. */
  public Set<Slug> roles() {
    var roles = new TreeSet<>(giving.keySet());
    roles.retainAll(live.roles().keySet());
    return roles;
  }

  /** The ids of the groups whose members matter. */
  public Set<String> groups() {
    var groups = new TreeSet<String>();
    for (Slug role : giving.keySet()) {
      live.holders(role, SubjectKind.GROUP).forEach(group -> groups.add(group.id()));
      joined.getOrDefault(role, Map.of()).values().stream()
          .filter(subject -> subject.kind() == SubjectKind.GROUP)
          .forEach(group -> groups.add(group.id()));
    }
    return groups;
  }

  /** The policies that the changes concern. */
  public List<Separation> policies() {
    return policies;
  }

  /** What becomes of whom, the people behind {@link #groups} and {@link #roles} being these. */
  public Impact behind(People people) {
    return giving.isEmpty() ? Impact.none() : tally(people).impact();
  }

  /** Who holds together what the policies keep apart, those that concern the changes. */
  public List<Together> together(People people) {
    return policies.isEmpty() || giving.isEmpty() ? List.of() : tally(people).together(policies);
  }

  /** What becomes of the holders of roles that are retired and name the one that takes over. */
  public List<Succession> successions(People people) {
    return successors.isEmpty() ? List.of() : tally(people).successions(successors.begin());
  }

  /** Over which paths something comes to each direct holder. */
  private ImpactTally tally(People people) {
    var tally = new ImpactTally(touched, people, pool);
    giving.forEach((role, staying) -> {
      Paths leaving = pool.path(staying.before(), new BitSet());
      Set<SubjectId> gone = left.getOrDefault(role, Map.of()).keySet();
      for (Subject holder : people.holders(role, live)) {
        tally.add(holder, gone.contains(holder.identity()) ? leaving : staying);
      }
      Paths coming = pool.path(new BitSet(), staying.after());
      for (Subject holder : joined.getOrDefault(role, Map.of()).values()) {
        tally.add(holder, coming);
      }
    });
    return tally;
  }
}
