package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The users of one role, or of one group. */
record UserListings(TenantReadClient http, RealmSettings scope) {

  private Paths paths() {
    return new Paths(scope.realm());
  }

  /** Who holds it directly; empty when it is gone. */
  Optional<List<UserRecord>> role(RealmModel.Entry entry) throws TenantException {
    var part = entry.part();
    RequestTarget list =
        part.client() == null ? paths().roles() : paths().clientRoles(entry.role().container());
    return isDots(part.name())
        ? Optional.of(usersOfDots(entry))
        : users("list users of role " + part.slug(), list.then(part.name(), "users"));
  }

  /** Who is in it directly; nobody when it is gone. */
  List<UserRecord> group(GroupRecord group) throws TenantException {
    return users(
            "list members of group " + group.path(), paths().groups().then(group.id(), "members"))
        .orElse(List.of());
  }

  /** How many can sign in, programs among them, as far as they are in its own database. */
  int enabled() throws TenantException {
    var count = paths().users().then("count").with("enabled", "true");
    return http.get(new AdminGet<>("count users", count, Json::number, null));
  }

  /** Always in brief: ten thousand users in full take Keycloak two minutes. */
  private Optional<List<UserRecord>> users(String doing, RequestTarget list)
      throws TenantException {
    return new OverlappingPages<>(
            http, doing, Paths.brief(list), scope.pageSize(), UserRecord::of, UserRecord::id)
        .all();
  }

  private static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }

  /** An address resolves such a name away, so everybody is asked what they hold. */
  private List<UserRecord> usersOfDots(RealmModel.Entry entry) throws TenantException {
    var holding = new ConcurrentSkipListMap<String, UserRecord>();
    String client = entry.part().client() == null ? "" : entry.role().container();
    var tasks = new ArrayList<Parallel.Task>();
    for (var user : users("list users", paths().users()).orElse(List.of())) {
      var roles =
          AdminGet.ifThere(
              "read what %s holds".formatted(user.username()),
              Paths.mappings(paths().users().then(user.id()), client),
              json -> AdminGet.items(json, RoleRecord::of));
      tasks.add(() -> {
        boolean holds =
            http.get(roles).stream()
                .flatMap(List::stream)
                .anyMatch(role -> role.id().equals(entry.role().id()));
        if (holds) {
          holding.put(user.id(), user);
        }
      });
    }
    Parallel.run(tasks);
    return List.copyOf(holding.values());
  }
}
