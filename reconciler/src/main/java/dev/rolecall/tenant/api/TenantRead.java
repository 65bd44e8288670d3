package dev.rolecall.tenant.api;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One read of a tenant: its listings and the look-ups by e-mail at once, then what they leave to
 * look up by id.
 */
final class TenantRead {
  private final TenantReadClient http;
  private final TenantInfo info;
  private final RequestSizing sizes;
  private final Interner pool = new Interner();
  private final SortedMap<CapabilityId, Capability> capabilities = new ConcurrentSkipListMap<>();
  private final SortedMap<Slug, LiveRole> roles = new ConcurrentSkipListMap<>();
  private final NavigableSet<Slug> retired = new ConcurrentSkipListSet<>();
  private final SortedMap<Slug, List<Subject>> holders = new TreeMap<>();

  TenantRead(TenantReadClient http, TenantInfo info, RequestSizing sizes) {
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
        list(
            "list capabilities",
            path("capabilities"),
            JsonDecoders::capability,
            this::addCapability));
    tasks.add(
        list("list retired slugs", path("retired-slugs"), JsonDecoders::retired, retired::add));
    var lookUps = new LookUps(http, info, sizes, pool);
    tasks.addAll(lookUps.ofUsers(extent.subjects()));
    Parallel.run(tasks);
    // The listings are not one snapshot: a role made or deleted meanwhile has no definition here.
    holders.keySet().retainAll(roles.keySet());
    Parallel.run(lookUps.ofTheRest(extent.subjects(), holders.values()));
    return new LiveState(capabilities, roles, holders, pool.directory(), retired);
  }

  private void addCapability(Capability capability) {
    capabilities.put(capability.id(), capability);
  }

  static RequestTarget path(String resource) {
    return RequestTarget.of("api", "v1", resource);
  }

  private <T> Parallel.Task list(
      String doing, RequestTarget target, Json.Shape<T> item, Consumer<T> each) {
    return Listing.task(http, Listing.first(doing, target, sizes.pageSize(), item), each);
  }

  private List<Parallel.Task> roleTasks(@Nullable Set<Slug> only) {
    Consumer<LiveRole> add = role -> roles.put(role.slug(), role);
    var tasks = new ArrayList<Parallel.Task>();
    for (var target : targets("roles", "slug", only, "roles")) {
      tasks.add(
          list(
              "list roles",
              target,
              JsonDecoders::role,
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
    for (var target : targets("role-assignments", "role", only, "assignments")) {
      if (target.query().isEmpty()) {
        tasks.addAll(shards(target));
      } else {
        tasks.add(() -> assignments(target));
      }
    }
    return tasks;
  }

  private List<Parallel.Task> shards(RequestTarget target) {
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

  private void assignments(RequestTarget target) throws TenantException {
    var mine = new HashMap<Slug, List<Subject>>();
    list(
            "list assignments",
            target,
            pool::holding,
            (Interner.Holding holding) -> add(mine, holding))
        .run();
    merge(mine);
  }

  private static void add(Map<Slug, List<Subject>> to, Interner.Holding holding) {
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
  private List<RequestTarget> targets(
      String resource, String filter, @Nullable Set<Slug> only, String counted) {
    if (only == null) {
      return List.of(path(resource));
    }
    var slugs = new TreeSet<>(only).stream().map(Slug::value).toList();
    return sizes.targets(path(resource), filter, slugs, info.count(counted));
  }
}
