package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.http.Json;
import dev.rolecall.tenant.http.Parallel;
import dev.rolecall.tenant.http.ReadHttp;
import dev.rolecall.tenant.http.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds users by name: one by one, or by listing them all where that is cheaper. */
final class LookUps {
  /** Below so many, nobody asks how many users there are. */
  private static final int FEW = 16;

  /** A page of a thousand users takes Keycloak about as long as so many look-ups. */
  private static final int LOOK_UPS_PER_PAGE = 8;

  private final ReadHttp http;
  private final Scope scope;
  private final Target users;
  private final People people;

  LookUps(ReadHttp http, Scope scope, People people) {
    this.http = http;
    this.scope = scope;
    this.users = new Paths(scope.realm()).users();
    this.people = people;
  }

  /** Afterwards, those of these users that exist are among the people. */
  void find(Collection<SubjectName> names) throws TenantException {
    var unseen =
        names.stream()
            .filter(name -> name.kind() == SubjectKind.USER && !people.unasked(name).isEmpty())
            .toList();
    if (unseen.size() > FEW) {
      int count = http.get(new Fetch<>("count users", users.then("count"), Json::number, null));
      int pages = Math.ceilDiv(count, scope.pageSize());
      if (pages * LOOK_UPS_PER_PAGE < unseen.size()) {
        // Leaves out service accounts; those are then looked up.
        new Pages<>(
                http,
                "list users",
                Paths.brief(users),
                scope.pageSize(),
                UserRecord::of,
                UserRecord::id)
            .all()
            .orElse(List.of())
            .forEach(people::user);
        unseen = unseen.stream().filter(name -> !people.knows(name)).toList();
      }
    }
    var tasks = new ArrayList<Parallel.Task>();
    for (var name : unseen) {
      people.unasked(name).forEach(by -> tasks.add(() -> lookUp(by, name.name())));
    }
    Parallel.run(tasks);
  }

  private void lookUp(String by, String value) throws TenantException {
    // Without exact, Keycloak would answer with everybody whose name has this one in it.
    var target = Paths.brief(users).with(by, value).with("exact", "true");
    http.get(Fetch.list("look up user " + value, target, UserRecord::of)).forEach(people::user);
  }
}
