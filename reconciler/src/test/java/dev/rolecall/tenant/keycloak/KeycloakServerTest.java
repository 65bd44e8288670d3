package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The server that the other Keycloak tests stand on: without it they fail, never skip. */
@Tag("keycloak")
class KeycloakServerTest {
  private static final Realm REALM =
      Realm.fresh()
          .client("audit", "read", "export")
          .role("auditor")
          .role(
              "cs-lead",
              role -> {
                role.put("description", "Recovers passwords.");
                Realm.attribute(role, "rolecall.name", "CS Lead");
              },
              "audit:read",
              "auditor")
          .group("/support", "cs-lead")
          .group("/support/emea", "audit:export")
          .user("anita", "cs-lead", "audit:read")
          .user("bob", user -> user.putArray("groups").add("/support/emea"))
          .serviceAccount("rolecall-plan", "s3cret", "view-realm", "view-users", "view-clients");

  @Test
  void aRealmIsWhatItsBuilderSays() {
    try (var realm = REALM.on(KeycloakServer.shared())) {
      var export = realm.export();
      var role = named(export.at("/roles/realm"), "cs-lead");
      assertEquals("Recovers passwords.", role.get("description").asString());
      assertEquals("CS Lead", role.at("/attributes/rolecall.name/0").asString());
      assertEquals(Set.of("auditor"), strings(role.at("/composites/realm")));
      assertEquals(Set.of("read"), strings(role.at("/composites/client/audit")));
      assertEquals(Set.of("read", "export"), names(export.at("/roles/client/audit")));

      var support = named(export.get("groups"), "support");
      assertEquals(Set.of("cs-lead"), strings(support.get("realmRoles")));
      var emea = named(support.get("subGroups"), "emea");
      assertEquals("/support/emea", emea.get("path").asString());
      assertEquals(Set.of("export"), strings(emea.at("/clientRoles/audit")));

      assertEquals(Set.of("anita"), field(realm.get("/roles/cs-lead/users"), "username"));
      var bob = realm.get("/users?username=bob&exact=true").get(0);
      assertEquals("bob@example.com", bob.get("email").asString());
      assertEquals(
          Set.of("/support/emea"),
          field(realm.get("/users/" + bob.get("id").asString() + "/groups"), "path"));
    }
  }

  @Test
  void aServiceAccountHasItsRightsAndNoMore() {
    try (var realm = REALM.on(KeycloakServer.shared())) {
      var reader = realm.as("rolecall-plan", "s3cret");
      assertTrue(names(reader.get("/" + realm.name() + "/roles")).contains("cs-lead"));
      var refused = reader.send("POST", "/" + realm.name() + "/roles", "{\"name\":\"new\"}");
      assertEquals(403, refused.statusCode());
    }
  }

  @Test
  void requestsAreCounted() {
    var server = KeycloakServer.shared();
    try (var realm = REALM.on(server)) {
      int mark = server.mark();
      realm.get("/roles?search=a%20b");
      realm.export();
      realm.post("/roles", "{\"name\":\"new\"}");
      var path = "/admin/realms/" + realm.name();
      assertEquals(
          List.of(
              "GET " + path + "/roles?search=a%20b 200",
              "POST " + path + "/partial-export?exportClients=true&exportGroupsAndRoles=true 200",
              "POST " + path + "/roles 201"),
          realm.requestsSince(mark).stream().map(Request::toString).toList());
      assertEquals(1, realm.requestsSince(mark).stream().filter(Request::writes).count());
    }
  }

  @Test
  void whatWasWrittenOutlivesAKill() {
    try (var server = KeycloakServer.start();
        var realm = REALM.on(server)) {
      var url = server.url();
      realm.post("/roles", "{\"name\":\"last-words\"}");
      server.kill();
      assertFalse(server.isAlive());
      server.restart();
      assertEquals(url, server.url());
      assertTrue(names(realm.get("/roles")).contains("last-words"));
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    return stream(list)
        .filter(it -> it.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
  }

  private static Set<String> names(JsonNode list) {
    return field(list, "name");
  }

  private static Set<String> field(JsonNode list, String field) {
    var found = new TreeSet<String>();
    stream(list).forEach(it -> found.add(it.get(field).asString()));
    return found;
  }

  private static Set<String> strings(JsonNode list) {
    var found = new TreeSet<String>();
    stream(list).forEach(it -> found.add(it.asString()));
    return found;
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
