package dev.rolecall.tenant.keycloak;

import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.http.Answer;
import dev.rolecall.tenant.http.Get;
import dev.rolecall.tenant.http.Json;
import dev.rolecall.tenant.http.ReadHttp;
import dev.rolecall.tenant.http.Refusal;
import dev.rolecall.tenant.http.Target;
import dev.rolecall.tenant.http.UnreadableAnswer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out which rights to look are missing where the token does not say: by calls whose answer
 * without the right is not an empty list (measured on Keycloak 26.7.3).
 */
record Probe(ReadHttp http, Scope scope) {

  SortedSet<String> missing() throws TenantException {
    var missing = new TreeSet<String>();
    var paths = new Paths(scope.realm());
    if (http.get(Listings.facts(scope)).isEmpty()) {
      missing.add(Rights.Need.VIEW_REALM.word());
    }
    if (!seesUsers(paths.users())) {
      missing.add(Rights.Need.VIEW_USERS.word());
    }
    // Every realm has this client, so that an empty list means that it may not be seen.
    String client = scope.isMaster() ? "master-realm" : "realm-management";
    var seen = http.get(new Allowed("list clients", paths.clients().with("clientId", client)));
    if (seen.orElse(0) == 0) {
      missing.add(Rights.Need.VIEW_CLIENTS.word());
    }
    return missing;
  }

  /** With the right to query users alone, the list is empty and the count is not. */
  private boolean seesUsers(Target users) throws TenantException {
    var seen = http.get(new Allowed("list users", Paths.page(Paths.brief(users), 0, 1)));
    return seen.isPresent()
        && (seen.get() > 0
            || http.get(new Fetch<>("count users", users.then("count"), Json::number, null)) == 0);
  }

  /** How many items the answer has; empty when it is refused. */
  private record Allowed(String doing, Target target) implements Get<Optional<Integer>> {
    @Override
    public Optional<Integer> read(Answer answer) throws UnreadableAnswer {
      return Optional.of(
          Json.read(
              answer,
              json -> {
                var items =
                    Fetch.items(
                        json,
                        item -> {
                          item.skip();
                          return true;
                        });
                return items.size();
              }));
    }

    @Override
    public Optional<Optional<Integer>> accept(Refusal refusal) {
      return refusal.status() == 403 ? Optional.of(Optional.empty()) : Optional.empty();
    }
  }
}
