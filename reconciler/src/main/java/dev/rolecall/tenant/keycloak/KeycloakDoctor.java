package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.problem.Suggestions;
import dev.rolecall.tenant.Checkup;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a Keycloak says to these credentials: the rights in their token, or found by trying. */
final class KeycloakDoctor implements TenantDoctor {
  private static final SortedMap<String, String> BESIDE =
      new TreeMap<>(
          Map.of(
              Rights.Need.VIEW_EVENTS.word(),
              "undo asks the admin events of what no commit declared, with plan's credentials"));

  private final TenantReadClient http;
  private final RealmSettings scope;
  private final KeycloakReader reader;

  KeycloakDoctor(TenantReadClient http, RealmSettings scope, KeycloakReader reader) {
    this.http = http;
    this.scope = scope;
    this.reader = reader;
  }

  @Override
  public Checkup checkup() throws TenantException {
    @Nullable Rights rights = reader.rights();
    @Nullable Duration lifetime =
        http.get(Listings.facts(scope)).map(RealmFacts::tokenLifetime).orElse(null);
    return new Checkup(
        reader.who(),
        rights == null ? tried() : named(rights),
        http.token().issued().orElse(null),
        lifetime,
        facts(rights),
        faults());
  }

  /** Of clients that may not be seen nothing is said: that right is missing already. */
  private List<String> faults() throws TenantException {
    var named = scope.clients();
    if (named == null) {
      return List.of();
    }
    var clients = new Paths(scope.realm()).clients();
    var known = new TreeSet<String>();
    boolean seen =
        http.get(
                new RightsProbe.Allowed<>(
                    "list clients",
                    clients,
                    json -> {
                      json.items(() -> known.add(ClientRecord.of(json).name()));
                      return true;
                    }))
            .isPresent();
    if (!seen || known.isEmpty()) {
      return List.of();
    }
    return named.stream()
        .filter(client -> !known.contains(client))
        .map(client ->
            "%s has no client %s, which clients in rolecall.yaml names. %s"
                .formatted(
                    scope.realm(),
                    client,
                    Suggestions.adviceFor(client, known, "It has %d.".formatted(known.size()))))
        .toList();
  }

  private Checkup.Rights named(Rights rights) {
    return new Checkup.Rights(
        kind(),
        rights.held(),
        new Checkup.Work(words(Rights.Need.PLAN), rights.missing(Rights.Need.PLAN)),
        new Checkup.Work(words(Rights.Need.APPLY), rights.missing(Rights.Need.APPLY)),
        rights.writing(),
        BESIDE);
  }

  private Checkup.Rights tried() throws TenantException {
    // The export shows the right to manage the realm without using it.
    boolean manages = new Export(scope).read(http).isPresent();
    var missing = manages ? new TreeSet<String>() : new RightsProbe(http, scope).missing();
    return new Checkup.Rights(
        kind(),
        null,
        new Checkup.Work(words(Rights.Need.PLAN), missing),
        new Checkup.Work(words(Rights.Need.APPLY), null),
        manages ? new TreeSet<>(Set.of("manage-realm")) : new TreeSet<>(),
        BESIDE);
  }

  private String kind() {
    return "roles of " + scope.rightsClient();
  }

  private static SortedSet<String> words(Collection<Rights.Need> needs) {
    var words = new TreeSet<String>();
    needs.forEach(need -> words.add(need.word()));
    return words;
  }

  private SortedMap<String, String> facts(@Nullable Rights rights) throws TenantException {
    var facts = new TreeMap<String, String>();
    facts.put("realm", scope.realm());
    facts.put("page size", Integer.toString(scope.pageSize()));
    facts.put(
        "reads by",
        rights == null || rights.mayExport()
            ? "one export, and one listing for each role whose users are managed"
            : "listings, one for each role that contains others, and one for each role whose users"
                + " are managed");
    version().ifPresent(version -> facts.put("version", "Keycloak " + version));
    return facts;
  }

  /** Keycloak shows its version to administrators only. */
  private Optional<String> version() throws TenantException {
    return http.get(
        new AdminGet<>(
            "read the version",
            RequestTarget.of("admin", "serverinfo"),
            json -> {
              var found = new StringBuilder();
              json.members(member -> {
                if (member.equals("systemInfo")) {
                  json.members(name -> version(name, json, found));
                } else {
                  json.skip();
                }
              });
              return found.isEmpty() ? Optional.<String>empty() : Optional.of(found.toString());
            },
            Optional.empty()));
  }

  private static void version(String name, Json json, StringBuilder found)
      throws UnreadableResponse {
    if (name.equals("version")) {
      found.append(json.text());
    } else {
      json.skip();
    }
  }
}
