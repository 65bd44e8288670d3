package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What an impact says of each person is the difference of the roles in the tokens that Keycloak
 * itself would give that person, before the changes and after them.
 */
@Tag("keycloak")
class ImpactTruthTest {
  private static final SourceRef AT = new SourceRef("roles/r.yaml", 1, 1);
  private static final Set<SubjectName> NAMES =
      Set.of(
          SubjectName.user("direct"),
          SubjectName.user("member"),
          SubjectName.group("/staff"),
          SubjectName.group("/staff/night"));

  @Test
  void isTheDifferenceOfTheirTokens() throws Exception {
    var wanted =
        Connected.realm()
            .client("audit", "read", "export")
            .role("inner", "audit:read")
            .role("outer", "inner", "audit:export")
            .role("other", "audit:read")
            .role("plain")
            .role("leaving", "plain")
            .group("/staff", "outer")
            .group("/staff/night", "leaving")
            .user("direct", "outer")
            .user("member", user -> user.putArray("groups").add("/staff"))
            .user("night", user -> user.putArray("groups").add("/staff/night"))
            .user("both", user -> user.putArray("groups").add("/staff"), "other", "plain")
            .user("client", "audit:read", "leaving")
            .user("nobody")
            .with(realm -> realm.withArrayProperty("clients").addObject().put("clientId", "app"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var before = tokens(realm);
      var reader = connected.keycloak().reader(Connected.PLAN);
      var live = reader.read(Extent.usersOf(Set.of(), NAMES));
      Subject member = live.directory().find(SubjectName.user("member")).orElseThrow();
      Subject night = live.directory().find(SubjectName.group("/staff/night")).orElseThrow();
      var why = Change.RemovalReason.NOT_DECLARED;
      var inner = new CapabilityId("realm", "inner");
      List<Change> changes =
          List.of(
              new Change.RoleCapabilityRemoved(new Slug("outer"), inner, Cause.PENDING, AT),
              new Change.RoleCapabilityAdded(
                  new Slug("plain"), new CapabilityId("audit", "export"), Cause.PENDING, AT),
              new Change.AssignmentAdded(new Slug("other"), member, null, null, Cause.PENDING, AT),
              new Change.AssignmentRemoved(new Slug("leaving"), night, why, Cause.PENDING, AT));
      var scope = ImpactScope.of(live, Keycloak.FEATURES, changes);
      Impact impact = scope.behind(reader.people(new Audience(scope.groups(), scope.roles())));

      String outer = id(realm, "/roles/outer");
      realm.delete("/roles-by-id/" + outer + "/composites", list(realm.get("/roles/inner")));
      String audit = realm.get("/clients?clientId=audit").at("/0/id").asString();
      realm.post(
          "/roles-by-id/" + id(realm, "/roles/plain") + "/composites",
          list(realm.get("/clients/" + audit + "/roles/export")));
      realm.post("/users/" + member.id() + "/role-mappings/realm", list(realm.get("/roles/other")));
      realm.delete(
          "/groups/" + night.id() + "/role-mappings/realm", list(realm.get("/roles/leaving")));
      var after = tokens(realm);

      assertEquals(differences(before, after), shown(impact));
      assertFalse(shown(impact).containsKey("nobody"));
    }
  }

  private static String id(LiveRealm realm, String path) {
    return realm.get(path).path("id").asString();
  }

  private static String list(JsonNode role) {
    return "[" + role + "]";
  }

  /** The roles in everybody's token, those of clients as {@code client:role}. */
  private static SortedMap<String, Set<String>> tokens(LiveRealm realm) {
    String app = realm.get("/clients?clientId=app").at("/0/id").asString();
    var tokens = new TreeMap<String, Set<String>>();
    for (JsonNode user : realm.get("/users?max=100")) {
      JsonNode token =
          realm.get(
              "/clients/"
                  + app
                  + "/evaluate-scopes/generate-example-access-token?scope=openid&userId="
                  + user.path("id").asString());
      var roles = new TreeSet<String>();
      token.at("/realm_access/roles").forEach(role -> roles.add(role.asString()));
      token
          .path("resource_access")
          .properties()
          .forEach(client ->
              client
                  .getValue()
                  .path("roles")
                  .forEach(role -> roles.add(client.getKey() + ":" + role.asString())));
      tokens.put(user.path("username").asString(), roles);
    }
    return tokens;
  }

  private static SortedMap<String, List<Set<String>>> differences(
      Map<String, Set<String>> before, Map<String, Set<String>> after) {
    var differences = new TreeMap<String, List<Set<String>>>();
    before.forEach((user, then) -> {
      var gained = new TreeSet<>(after.getOrDefault(user, Set.of()));
      gained.removeAll(then);
      var lost = new TreeSet<>(then);
      lost.removeAll(after.getOrDefault(user, Set.of()));
      if (!gained.isEmpty() || !lost.isEmpty()) {
        differences.put(user, List.of(gained, lost));
      }
    });
    return differences;
  }

  private static SortedMap<String, List<Set<String>>> shown(Impact impact) {
    var shown = new TreeMap<String, List<Set<String>>>();
    for (Impact.Shift shift : impact.shifts()) {
      var moved = new ArrayList<Set<String>>(List.of(words(shift.gained()), words(shift.lost())));
      if (!shift.gained().isNothing() || !shift.lost().isNothing()) {
        shift.people().forEach(person -> shown.put(person.account().name(), List.copyOf(moved)));
      }
    }
    return shown;
  }

  private static Set<String> words(Access access) {
    var words = new TreeSet<String>();
    access.roles().forEach(role -> words.add(role.value()));
    access.capabilities().forEach(id -> words.add(id.toString()));
    return words;
  }
}
