package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.ErrorResponse;
import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out which rights to look are missing where the token does not say: by calls whose answer
 * without the right is not an empty list (measured on Keycloak 26.7.3).
 */
record RightsProbe(TenantReadClient http, RealmSettings scope) {

  SortedSet<String> missing() throws TenantException {
    var missing = new TreeSet<String>();
    var paths = new Paths(scope.realm());
    var facts = Listings.facts(scope);
    if (ask(facts.doing(), facts.target(), facts.shape()).flatMap(it -> it).isEmpty()) {
      missing.add(Rights.Need.VIEW_REALM.word());
    }
    if (!seesUsers(paths.users())) {
      missing.add(Rights.Need.VIEW_USERS.word());
    }
    // Every realm has this client, so that an empty list means that it may not be seen.
    String client = scope.isMaster() ? "master-realm" : "realm-management";
    var seen = ask("list clients", paths.clients().with("clientId", client), RightsProbe::items);
    if (seen.orElse(0) == 0) {
      missing.add(Rights.Need.VIEW_CLIENTS.word());
    }
    return missing;
  }

  /** With the right to query users alone, the list is empty and the count is not. */
  private boolean seesUsers(RequestTarget users) throws TenantException {
    var seen = ask("list users", Paths.page(Paths.brief(users), 0, 1), RightsProbe::items);
    return seen.isPresent()
        && (seen.get() > 0
            || ask("count users", users.then("count"), Json::number).equals(Optional.of(0)));
  }

  private static int items(Json json) throws UnreadableResponse {
    var items =
        AdminGet.items(
            json,
            item -> {
              item.skip();
              return true;
            });
    return items.size();
  }

  private <T> Optional<T> ask(String doing, RequestTarget target, Json.Shape<T> shape)
      throws TenantException {
    return http.get(new Allowed<>(doing, target, shape));
  }

  /** Empty when it is refused. */
  record Allowed<T>(String doing, RequestTarget target, Json.Shape<T> shape)
      implements Get<Optional<T>> {
    @Override
    public Optional<T> read(HttpResponse response) throws UnreadableResponse {
      return Optional.of(Json.read(response, shape));
    }

    @Override
    public Optional<Optional<T>> accept(ErrorResponse refusal) {
      return refusal.status() == 403 ? Optional.of(Optional.empty()) : Optional.empty();
    }
  }
}
