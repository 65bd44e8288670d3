package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds users by name and id: one by one, or by listing them where that is cheaper. */
final class UserLookup {
  /** Below so many, nobody asks how many users there are. */
  private static final int FEW = 16;

  /** A page of a thousand users takes Keycloak about as long as so many look-ups. */
  private static final int LOOK_UPS_PER_PAGE = 8;

  /** What stands below users and is no user. */
  private static final Set<String> NO_IDS = Set.of("count", "profile", ".", "..");

  private final TenantReadClient http;
  private final RealmSettings scope;
  private final RequestTarget users;
  private final SubjectIndex people;
  private final boolean sharedEmails;
  private boolean listed;

  /**
   * @param sharedEmails whether an e-mail that a user has may be another's too
   */
  UserLookup(
      TenantReadClient http, RealmSettings scope, SubjectIndex people, boolean sharedEmails) {
    this.http = http;
    this.scope = scope;
    this.users = new Paths(scope.realm()).users();
    this.people = people;
    this.sharedEmails = sharedEmails;
  }

  /** Afterwards, all users who go by these names are among the people. */
  void names(Collection<SubjectName> names) throws TenantException {
    var unmet = new ArrayList<SubjectName>();
    var met = new ArrayList<SubjectName>();
    for (var name : names) {
      if (name.kind() == SubjectKind.USER) {
        var ways = people.unasked(name, sharedEmails);
        if (ways.equals(List.of("username")) && people.knows(name)) {
          met.add(name);
        } else if (!ways.isEmpty()) {
          unmet.add(name);
        }
      }
    }
    if (listIfCheaper(users, unmet.size())) {
      // The listing leaves out service accounts.
      unmet.removeIf(people::knows);
    } else {
      namesakes(met);
    }
    Parallel.run(unmet.stream().flatMap(name -> lookUps(name).stream()).toList());
  }

  /**
   * Whether somebody's user name is one of these e-mails, whose owners are met. Few realms have
   * such a user, and the usual plan declares everybody by e-mail: so first asks how many user names
   * look like an e-mail at all. That Keycloak counts in its own database only; a directory behind
   * it may know of more.
   */
  private void namesakes(List<SubjectName> emails) throws TenantException {
    var listing = users.with("username", "@");
    if (emails.size() > 1) {
      int count = count(users.then("count").with("username", "@"));
      if (count == 0 || isCheaper(count, emails.size())) {
        if (count > 0) {
          list(listing);
        }
        return;
      }
    }
    Parallel.run(emails.stream().flatMap(name -> lookUps(name).stream()).toList());
  }

  /** Afterwards, those of these users that exist are among the people. */
  void ids(Collection<SubjectId> ids) throws TenantException {
    var unmet = new ArrayList<String>();
    for (var id : ids) {
      if (id.kind() == SubjectKind.USER && isUnmet(id.id())) {
        unmet.add(id.id());
      }
    }
    if (listIfCheaper(users, unmet.size())) {
      unmet.removeIf(people::knowsId);
    }
    Parallel.run(unmet.stream().map(this::lookUp).toList());
  }

  private boolean isUnmet(String id) {
    return !people.knowsId(id) && !NO_IDS.contains(id) && !id.contains("/");
  }

  private boolean listIfCheaper(RequestTarget listing, int lookUps) throws TenantException {
    if (!listed && lookUps > FEW && isCheaper(count(users.then("count")), lookUps)) {
      list(listing);
      listed = true;
      return true;
    }
    return false;
  }

  private boolean isCheaper(int users, int lookUps) {
    return Math.ceilDiv(users, scope.pageSize()) * LOOK_UPS_PER_PAGE < lookUps;
  }

  private int count(RequestTarget target) throws TenantException {
    return http.get(new AdminGet<>("count users", target, Json::number, null));
  }

  private void list(RequestTarget listing) throws TenantException {
    new OverlappingPages<>(
            http,
            "list users",
            Paths.brief(listing),
            scope.pageSize(),
            UserRecord::of,
            UserRecord::id)
        .all()
        .orElse(List.of())
        .forEach(people::user);
  }

  private List<Parallel.Task> lookUps(SubjectName name) {
    return people.unasked(name, sharedEmails).stream()
        .<Parallel.Task>map(by -> () -> lookUp(by, name.name()))
        .toList();
  }

  private void lookUp(String by, String value) throws TenantException {
    // Without exact, Keycloak would answer with everybody whose name has this one in it.
    var target = Paths.brief(users).with(by, value).with("exact", "true");
    http.get(AdminGet.list("look up user " + value, target, UserRecord::of)).forEach(people::user);
  }

  private Parallel.Task lookUp(String id) {
    return () ->
        http.get(AdminGet.ifThere("look up user " + id, users.then(id), UserRecord::of))
            .filter(user -> user.id().equals(id))
            .ifPresent(people::user);
  }
}
