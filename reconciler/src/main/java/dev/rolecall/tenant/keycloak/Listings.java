package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The same as {@link Export} for credentials that may only look: the listings at once, then what is
 * in each composite role, and the subgroups level by level.
 */
final class Listings {
  private static final int PAGE = 1_000;

  private final TenantReadClient http;
  private final RealmSettings scope;
  private final Paths paths;
  private final SortedMap<String, String> clients = new TreeMap<>();
  private final SortedSet<String> serviceAccounts = new TreeSet<>();
  private final List<RoleRecord> realmRoles = new ArrayList<>();
  private final SortedMap<String, List<RoleRecord>> clientRoles = new ConcurrentSkipListMap<>();
  private final Queue<GroupRecord> groups = new ConcurrentLinkedQueue<>();

  /** Roles of clients that do not count, which were met in others and contain some. */
  private final Map<String, RoleRecord> foreign = new ConcurrentHashMap<>();

  Listings(TenantReadClient http, RealmSettings scope) {
    this.http = http;
    this.scope = scope;
    this.paths = new Paths(scope.realm());
  }

  /** The realm's own facts were read before, to know what the credentials may do. */
  RealmSnapshot read(RealmFacts facts) throws TenantException {
    Parallel.run(List.of(this::readClients, this::readRealmRoles, this::readGroups));
    var inside = composites();
    return new RealmSnapshot(
        facts,
        clients,
        serviceAccounts,
        withParts(realmRoles, inside),
        withParts(clientRoles, inside),
        List.copyOf(groups));
  }

  private void readClients() throws TenantException {
    for (var client : http.get(AdminGet.list("list clients", paths.clients(), ClientRecord::of))) {
      clients.put(client.name(), client.id());
      if (client.programs()) {
        serviceAccounts.add(client.account());
      }
    }
    var tasks = new ArrayList<Parallel.Task>();
    clients.forEach((client, id) -> {
      if (scope.has(client)) {
        tasks.add(() -> clientRoles.put(client, roles("client " + client, paths.clientRoles(id))));
      }
    });
    Parallel.run(tasks);
  }

  private void readRealmRoles() throws TenantException {
    realmRoles.addAll(roles("the realm", paths.roles()));
  }

  /** All roles in one answer: this listing has no limit of its own. */
  private List<RoleRecord> roles(String of, RequestTarget target) throws TenantException {
    return http.get(
            AdminGet.ifThere(
                "list roles of " + of,
                Paths.full(target),
                json -> AdminGet.items(json, RoleRecord::of)))
        .orElse(List.of());
  }

  private void readGroups() throws TenantException {
    for (var group : allGroups("list groups", paths.groups())) {
      addGroup(group);
    }
  }

  private void addGroup(GroupRecord group) throws TenantException {
    groups.add(group);
    if (group.countBelow() > 0) {
      var target = paths.groups().then(group.id(), "children");
      var tasks = new ArrayList<Parallel.Task>();
      for (var child : allGroups("list groups below " + group.path(), target)) {
        tasks.add(() -> addGroup(child.in(group)));
      }
      Parallel.run(tasks);
    }
  }

  private List<GroupRecord> allGroups(String doing, RequestTarget target) throws TenantException {
    var listing = Paths.full(target).with("subGroupsCount", "true");
    return new OverlappingPages<>(http, doing, listing, PAGE, GroupRecord::of, GroupRecord::id)
        .all()
        .orElse(List.of());
  }

  /** What is directly in each composite role, by the role's id. */
  private Map<String, List<RoleName>> composites() throws TenantException {
    var names = new HashMap<String, String>();
    clients.forEach((client, id) -> names.put(id, client));
    var inside = new ConcurrentHashMap<String, List<RoleName>>();
    var all = new ArrayList<>(realmRoles);
    clientRoles.values().forEach(all::addAll);
    var known = new HashSet<String>();
    while (!all.isEmpty()) {
      var tasks = new ArrayList<Parallel.Task>();
      for (var role : all) {
        if (role.kind().composite() && known.add(role.id())) {
          tasks.add(() -> parts(role, names).ifPresent(parts -> inside.put(role.id(), parts)));
        }
      }
      Parallel.run(tasks);
      all.clear();
      foreign.values().stream().filter(role -> !known.contains(role.id())).forEach(all::add);
    }
    foreign
        .values()
        .forEach(role ->
            clientRoles
                .computeIfAbsent(names.getOrDefault(role.container(), ""), _ -> new ArrayList<>())
                .add(role));
    return inside;
  }

  private Optional<List<RoleName>> parts(RoleRecord role, Map<String, String> clientNames)
      throws TenantException {
    return http.get(
        AdminGet.ifThere(
            "list what is in role " + role.name(),
            Paths.full(paths.composites(role.id())),
            json -> AdminGet.items(json, item -> part(item, clientNames))));
  }

  private RoleName part(Json json, Map<String, String> clientNames) throws UnreadableResponse {
    var role = RoleRecord.of(json);
    if (!role.kind().ofClient()) {
      return new RoleName(null, role.name());
    }
    String client = json.need(clientNames.get(role.container()), "a known client");
    if (role.kind().composite() && !scope.has(client)) {
      foreign.put(role.id(), role);
    }
    return new RoleName(client, role.name());
  }

  private static SortedMap<String, List<RoleRecord>> withParts(
      Map<String, List<RoleRecord>> roles, Map<String, List<RoleName>> inside) {
    var all = new TreeMap<String, List<RoleRecord>>();
    roles.forEach((client, of) -> all.put(client, withParts(of, inside)));
    return all;
  }

  private static List<RoleRecord> withParts(
      List<RoleRecord> roles, Map<String, List<RoleName>> inside) {
    return roles.stream()
        // A role that was deleted between the listing and its parts is no role any more.
        .filter(role -> !role.kind().composite() || inside.containsKey(role.id()))
        .map(role -> role.with(inside.getOrDefault(role.id(), List.of())))
        .toList();
  }

  /** The facts of a realm; empty where the credentials see only its name. */
  static AdminGet<Optional<RealmFacts>> facts(RealmSettings scope) {
    return new AdminGet<>(
        "read realm " + scope.realm(),
        new Paths(scope.realm()).realmItself(),
        json -> {
          var facts = new RealmFacts.Builder();
          json.object();
          for (String member = json.member(); member != null; member = json.member()) {
            if (!facts.take(member, json)) {
              json.skip();
            }
          }
          return Optional.ofNullable(facts.build());
        },
        null);
  }
}
