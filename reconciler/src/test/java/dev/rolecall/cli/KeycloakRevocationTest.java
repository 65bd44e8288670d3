package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.reconcile.Timing;
import dev.rolecall.tenant.keycloak.Realm;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refresh and offline tokens that a real Keycloak issued before a revocation fail after it, for
 * exactly those who lost something; others keep theirs.
 */
@Tag("keycloak")
final class KeycloakRevocationTest {
  private static final String PASSWORD = "correct-horse";
  private static final List<String> PEOPLE =
      List.of("direct", "member", "deep", "both", "stays", "other", "bystander");
  private static final String ROLES =
      """
      kind: Role
      slug: reader
      name: reader
      description: Reads the audit log.
      capabilities: ["audit:read"]
      manage: exact
      assignments: { users: [stays] }
      ---
      kind: Role
      slug: second
      name: second
      description: Reads it too.
      capabilities: ["audit:read"]
      manage: exact
      assignments: { users: [both] }
      ---
      kind: Role
      slug: lister
      name: lister
      description: Loses nobody whom the policy speaks of.
      capabilities: ["audit:list"]
      manage: exact
      """;
  private static final String POLICY =
      """
      kind: Policy
      name: no-reading-on
      description: Whoever may not read any more reads no more.
      revoke-immediately: ["audit:read"]
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  private static Realm realm() {
    return Realm.fresh()
        .client("audit", "read", "list")
        .with(all -> app(all.withArrayProperty("clients").addObject()))
        .serviceAccount("robot", "robot-secret")
        .role("reader", "audit:read")
        .role("second", "audit:read")
        .role("lister", "audit:list")
        .group("/staff", "reader")
        .group("/staff/night")
        .user("direct", person(), "reader", "offline_access")
        .user("member", person("/staff"), "offline_access")
        .user("deep", person("/staff/night"), "offline_access")
        .user("both", person("/staff"), "second", "offline_access")
        .user("stays", person("/staff"), "reader", "offline_access")
        .user("other", person(), "lister", "offline_access")
        .user("bystander", person(), "audit:read", "offline_access");
  }

  private static void app(ObjectNode client) {
    client.put("clientId", "app").put("publicClient", true).put("directAccessGrantsEnabled", true);
    client.putArray("optionalClientScopes").add("offline_access");
  }

  private static Consumer<ObjectNode> person(String... groups) {
    return user -> {
      user.put("firstName", "A").put("lastName", "Person");
      user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
      var list = user.putArray("groups");
      List.of(groups).forEach(list::add);
    };
  }

  @Test
  void tokensOfWhoLostSomethingFailAndOthersStay() throws Exception {
    try (var realm = KeycloakRealm.of(realm(), folder)) {
      realm
          .repo()
          .edit("rolecall.yaml", "version: 1\n", "version: 1\n" + RolesRepo.NO_GUARDS)
          .write("roles/all.yaml", ROLES)
          .write("policies/revoke.yaml", POLICY)
          .commit("Fewer read");
      var cli = realm.cli();
      cli.run("plan")
          .ended(ExitCode.DONE)
          .says("Sessions: 3 people are logged out of every application");
      Map<String, String> refresh = tokens(realm, "openid");
      Map<String, String> offline = tokens(realm, "openid offline_access");
      int mark = realm.mark();

      // The wait between the loss and the end of the sessions is real here.
      Timing timing = Timing.of(InstantSource.system(), System::nanoTime);
      cli.run(timing, "apply", "--begin", "--approve")
          .ended(ExitCode.DONE)
          .says("Sessions: 3 people logged out of every application.");

      var lost = new TreeSet<>(List.of("direct", "member", "deep"));
      var kept = new TreeSet<>(PEOPLE);
      kept.removeAll(lost);
      assertEquals(kept, working(realm, refresh));
      assertEquals(kept, working(realm, offline));
      assertEquals(
          3,
          realm.writesSince(mark).stream().filter(one -> one.path().endsWith("/logout")).count(),
          "once each");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes.");
    }
  }

  /** By user, of everybody. */
  private Map<String, String> tokens(KeycloakRealm realm, String scope) throws Exception {
    var tokens = new TreeMap<String, String>();
    for (String user : PEOPLE) {
      var form = new TreeMap<>(Map.of("grant_type", "password", "username", user));
      form.putAll(Map.of("password", PASSWORD, "scope", scope));
      tokens.put(user, ask(realm, form).path("refresh_token").asString());
    }
    assertEquals(new TreeSet<>(PEOPLE), working(realm, tokens), "before");
    return tokens;
  }

  private SortedSet<String> working(KeycloakRealm realm, Map<String, String> tokens)
      throws Exception {
    var users = new TreeSet<String>();
    for (var token : tokens.entrySet()) {
      var form = Map.of("grant_type", "refresh_token", "refresh_token", token.getValue());
      if (ask(realm, form).has("access_token")) {
        users.add(token.getKey());
      }
    }
    return users;
  }

  private JsonNode ask(KeycloakRealm realm, Map<String, String> form) throws Exception {
    URI server = realm.live().server().url();
    var all = new TreeMap<>(form);
    all.put("client_id", "app");
    String body =
        all.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(
                server.resolve("/realms/" + realm.live().name() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return new JsonMapper()
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
