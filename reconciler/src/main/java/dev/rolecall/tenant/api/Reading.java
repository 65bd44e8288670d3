package dev.rolecall.tenant.api;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Directory;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.http.Json;
import dev.rolecall.tenant.http.Parallel;
import dev.rolecall.tenant.http.ReadHttp;
import dev.rolecall.tenant.http.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One read of a tenant: its listings at once, then the names that no holder answers. */
final class Reading {
  private final ReadHttp http;
  private final TenantInfo info;
  private final Sizes sizes;
  private final Pool pool = new Pool();
  private final SortedMap<CapabilityId, Capability> capabilities = new ConcurrentSkipListMap<>();
  private final SortedMap<Slug, LiveRole> roles = new ConcurrentSkipListMap<>();
  private final NavigableSet<Slug> retired = new ConcurrentSkipListSet<>();
  private final SortedMap<Slug, List<Subject>> holders = new TreeMap<>();

  Reading(ReadHttp http, TenantInfo info, Sizes sizes) {
    this.http = http;
    this.info = info;
    this.sizes = sizes;
  }

  LiveState read(Extent extent) throws TenantException {
    var tasks = new ArrayList<Parallel.Task>();
    switch (extent.holders()) {
      case Extent.Holders.None _ -> {}
      // One listing has the assignments of groups and users.
      case Extent.Holders.UsersOf _, Extent.Holders.All _ ->
          tasks.addAll(assignmentTasks(extent.roles()));
    }
    tasks.addAll(roleTasks(extent.roles()));
    tasks.add(
        list("list capabilities", path("capabilities"), Shapes::capability, this::addCapability));
    tasks.add(list("list retired slugs", path("retired-slugs"), Shapes::retired, retired::add));
    Parallel.run(tasks);
    // The listings are not one snapshot: a role made or deleted meanwhile has no definition here.
    holders.keySet().retainAll(roles.keySet());
    var directory = Directory.of(pool.subjects());
    var unseen =
        extent.subjects().names().stream().filter(n -> directory.find(n).isEmpty()).toList();
    if (!unseen.isEmpty()) {
      Parallel.run(lookUps(unseen));
    }
    var all = unseen.isEmpty() ? directory : Directory.of(pool.subjects());
    return new LiveState(capabilities, roles, holders, all, retired);
  }

  private void addCapability(Capability capability) {
    capabilities.put(capability.id(), capability);
  }

  private static Target path(String resource) {
    return Target.of("api", "v1", resource);
  }

  private <T> Parallel.Task list(
      String doing, Target target, Json.Shape<T> item, Consumer<T> each) {
    var first = Listing.first(doing, target, sizes.pageSize(), item);
    return () -> http.pages(first, page -> page.items().forEach(each));
  }

  private List<Parallel.Task> roleTasks(@Nullable Set<Slug> only) {
    Consumer<LiveRole> add = role -> roles.put(role.slug(), role);
    var tasks = new ArrayList<Parallel.Task>();
    for (var target : targets(path("roles"), "slug", only, "roles")) {
      tasks.add(
          list(
              "list roles",
              target,
              Shapes::role,
              only == null ? add : role -> ifAmong(only, role, add)));
    }
    return tasks;
  }

  private static void ifAmong(Set<Slug> only, LiveRole role, Consumer<LiveRole> add) {
    if (only.contains(role.slug())) {
      add.accept(role);
    }
  }

  private List<Parallel.Task> assignmentTasks(@Nullable Set<Slug> only) {
    var tasks = new ArrayList<Parallel.Task>();
    for (var target : targets(path("role-assignments"), "role", only, "assignments")) {
      if (target.query().isEmpty()) {
        tasks.addAll(shards(target));
      } else {
        tasks.add(() -> assignments(target));
      }
    }
    return tasks;
  }

  private List<Parallel.Task> shards(Target target) {
    int n = sizes.shardsFor(info.count("assignments"));
    if (n == 1) {
      return List.of(() -> assignments(target));
    }
    var tasks = new ArrayList<Parallel.Task>();
    for (int k = 1; k <= n; k++) {
      var shard = target.with("shard", k + "/" + n);
      tasks.add(() -> assignments(shard));
    }
    return tasks;
  }

  private void assignments(Target target) throws TenantException {
    var mine = new HashMap<Slug, List<Subject>>();
    list("list assignments", target, pool::holding, (Pool.Holding holding) -> add(mine, holding))
        .run();
    merge(mine);
  }

  private static void add(Map<Slug, List<Subject>> to, Pool.Holding holding) {
    to.computeIfAbsent(holding.role(), _ -> new ArrayList<>()).add(holding.subject());
  }

  private synchronized void merge(Map<Slug, List<Subject>> part) {
    part.forEach((role, subjects) ->
        holders.merge(
            role,
            subjects,
            (a, b) -> {
              a.addAll(b);
              return a;
            }));
  }

  /** The whole listing, or the filtered ones that together are what is wanted. */
  private List<Target> targets(
      Target path, String filter, @Nullable Set<Slug> only, String counted) {
    if (only == null) {
      return List.of(path);
    }
    var slugs = new TreeSet<>(only).stream().map(Slug::value).toList();
    return targets(path, filter, slugs, counted);
  }

  private List<Target> targets(
      Target path, String filter, Collection<String> values, String counted) {
    var chunks = sizes.chunks(values);
    return sizes.listingIsCheaper(chunks.size(), info.count(counted))
        ? List.of(path)
        : chunks.stream().map(chunk -> path.withAll(filter, chunk)).toList();
  }

  private List<Parallel.Task> lookUps(Collection<SubjectName> names) {
    var tasks = new ArrayList<Parallel.Task>();
    for (var target : targets(path("users"), "email", of(names, SubjectKind.USER), "users")) {
      tasks.add(list("look up users", target, pool::user, _ -> {}));
    }
    for (var target : targets(path("groups"), "slug", of(names, SubjectKind.GROUP), "groups")) {
      tasks.add(list("look up groups", target, pool::group, _ -> {}));
    }
    return tasks;
  }

  private static SortedSet<String> of(Collection<SubjectName> names, SubjectKind kind) {
    var result = new TreeSet<String>();
    names.stream().filter(name -> name.kind() == kind).forEach(name -> result.add(name.name()));
    return result;
  }
}
