package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a plan says of each person is the difference of the roles in the access tokens that Keycloak
 * issues to that person before the apply and after it.
 */
@Tag("keycloak")
final class KeycloakImpactTest {
  private static final String PASSWORD = "correct-horse";
  private static final String ROBOT = "service-account-robot";
  private static final List<String> PEOPLE =
      List.of("direct", "member", "night", "deep", "both", "client", "joins", "newcomer", "last");
  private static final String ROLES =
      """
      kind: Role
      slug: outer
      name: outer
      description: Loses the role in it; its holders change too.
      capabilities: ["audit:export"]
      manage: exact
      assignments: { groups: [/staff], users: [service-account-robot] }
      ---
      kind: Role
      slug: plain
      name: plain
      description: Gains a capability; some hold it in another role alone.
      capabilities: ["audit:export"]
      manage: exact
      assignments: { users: [both] }
      ---
      kind: Role
      slug: basic
      name: basic
      description: In the default role, so that everybody has it.
      capabilities: ["audit:list"]
      ---
      kind: Role
      slug: other
      name: other
      description: Given to a person.
      capabilities: ["audit:read"]
      manage: exact
      assignments: { users: [both, joins] }
      ---
      kind: Role
      slug: parents
      name: parents
      description: Given to a group with two more below it.
      capabilities: ["audit:watch"]
      manage: exact
      assignments: { groups: [/staff] }
      ---
      kind: Role
      slug: leaving
      name: leaving
      description: Taken from a group, left with a person.
      capabilities: ["realm:plain"]
      manage: exact
      assignments: { users: [client] }
      ---
      kind: Role
      slug: made
      name: made
      description: New, and two deep.
      capabilities: ["realm:leaving"]
      manage: exact
      assignments: { groups: [/night], users: [newcomer] }
      ---
      kind: RetiredRole
      slug: over
      retired: 2026-11-02
      reason: Over.
      ---
      kind: Assignment
      role: "audit:read"
      manage: exact
      users: [direct]
      """;

  @TempDir Path folder;

  /** Imported users have no default role unless it is named: newcomer has none. */
  private static Realm realm() {
    var realm = Realm.fresh();
    String everybody = "default-roles-" + realm.name();
    return realm
        .client("audit", "read", "export", "list", "watch")
        .with(all -> app(all.withArrayProperty("clients").addObject()))
        .with(all -> all.putObject("defaultRole").put("name", everybody))
        .serviceAccount("robot", "robot-secret")
        .role("basic")
        .role(everybody, "basic")
        .role("inner", "audit:read")
        .role("outer", "inner", "audit:export")
        .role("other", "audit:read")
        .role("plain")
        .role("parents", "audit:watch")
        .role("leaving", "plain")
        .role("over", "outer", "audit:watch")
        .group("/staff", "outer")
        .group("/staff/night", "leaving")
        .group("/staff/night/deep")
        .group("/night", "leaving")
        .user("direct", person(), everybody, "outer")
        .user("member", person("/staff"), everybody)
        .user("night", person("/staff/night"), everybody)
        .user("deep", person("/staff/night/deep"), everybody)
        .user("both", person("/staff", "/night"), everybody, "other", "plain")
        .user("client", person(), everybody, "audit:read", "leaving")
        .user("joins", person(), everybody)
        .user("newcomer", person())
        .user("last", person(), everybody, "over")
        .user("bystander", person(), "audit:watch");
  }

  private static void app(ObjectNode client) {
    client.put("clientId", "app").put("publicClient", true).put("directAccessGrantsEnabled", true);
  }

  /** One who can sign in. */
  private static Consumer<ObjectNode> person(String... groups) {
    return user -> {
      user.put("firstName", "A").put("lastName", "Person");
      user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
      var list = user.putArray("groups");
      List.of(groups).forEach(list::add);
    };
  }

  @Test
  void isTheDifferenceOfTheTokensThatPeopleGet() {
    try (var realm = KeycloakRealm.of(realm(), folder)) {
      realm
          .repo()
          .edit("rolecall.yaml", "version: 1\n", "version: 1\n" + RolesRepo.NO_GUARDS)
          .write("roles/all.yaml", ROLES)
          .commit("Changes over every path");
      var cli = realm.cli();
      JsonNode impact =
          new JsonMapper()
              .readTree(cli.run("plan", "--format", "json").ended(ExitCode.DONE).out())
              .path("impact");

      var before = tokens(realm);
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      var after = tokens(realm);

      var differences = differences(before, after);
      assertEquals(differences, shown(impact));
      var moved = new TreeSet<>(PEOPLE);
      moved.add(ROBOT);
      assertEquals(moved, differences.keySet(), "each path moves somebody, and not the bystander");
      assertEquals(counts(impact, before, after), reach(impact));
      assertKept(impact, before, after);
    }
  }

  private static SortedMap<String, Set<String>> tokens(KeycloakRealm realm) {
    var tokens = new TreeMap<String, Set<String>>();
    for (String user : PEOPLE) {
      tokens.put(user, realm.live().rolesOf("app", user, PASSWORD));
    }
    tokens.put("bystander", realm.live().rolesOf("app", "bystander", PASSWORD));
    tokens.put(ROBOT, realm.live().rolesOf("robot", "robot-secret"));
    return tokens;
  }

  /** What each gains and loses. */
  private static SortedMap<String, List<Set<String>>> differences(
      Map<String, Set<String>> before, Map<String, Set<String>> after) {
    var differences = new TreeMap<String, List<Set<String>>>();
    before.forEach((user, had) -> {
      Set<String> has = after.getOrDefault(user, Set.of());
      if (!had.equals(has)) {
        differences.put(user, List.of(without(has, had), without(had, has)));
      }
    });
    return differences;
  }

  private static Set<String> without(Set<String> from, Set<String> these) {
    var rest = new TreeSet<>(from);
    rest.removeAll(these);
    return rest;
  }

  private static SortedMap<String, List<Set<String>>> shown(JsonNode impact) {
    var shown = new TreeMap<String, List<Set<String>>>();
    for (JsonNode shift : impact.path("shifts")) {
      var moved = List.of(words(shift.path("gained")), words(shift.path("lost")));
      if (!moved.equals(List.of(Set.of(), Set.of()))) {
        shift.path("people").forEach(person -> shown.put(person.path("name").asString(), moved));
      }
    }
    return shown;
  }

  private static Set<String> words(JsonNode access) {
    var words = new TreeSet<String>();
    access.path("roles").forEach(role -> words.add(role.asString()));
    access.path("capabilities").forEach(id -> words.add(id.asString()));
    return words;
  }

  /** How many people hold each thing, by the plan. */
  private static SortedMap<String, List<Integer>> reach(JsonNode impact) {
    var reach = new TreeMap<String, List<Integer>>();
    for (JsonNode of : impact.path("reach")) {
      reach.put(
          of.path(of.has("role") ? "role" : "capability").asString(),
          List.of(of.path("before").asInt(), of.path("after").asInt()));
    }
    return reach;
  }

  /** The same by the tokens; the accounts of programs do not count. */
  private static SortedMap<String, List<Integer>> counts(
      JsonNode impact, Map<String, Set<String>> before, Map<String, Set<String>> after) {
    var counts = new TreeMap<String, List<Integer>>();
    for (String thing : reach(impact).keySet()) {
      counts.put(thing, List.of(count(thing, before), count(thing, after)));
    }
    return counts;
  }

  private static int count(String thing, Map<String, Set<String>> tokens) {
    return (int)
        tokens.entrySet().stream()
            .filter(one -> !one.getKey().equals(ROBOT) && one.getValue().contains(thing))
            .count();
  }

  /** What is said to be kept was in the token and still is, and somebody keeps something. */
  private static void assertKept(
      JsonNode impact, Map<String, Set<String>> before, Map<String, Set<String>> after) {
    int keeping = 0;
    for (JsonNode shift : impact.path("shifts")) {
      Set<String> kept = words(shift.path("kept"));
      for (JsonNode person : shift.path("people")) {
        String name = person.path("name").asString();
        assertTrue(before.getOrDefault(name, Set.of()).containsAll(kept), name);
        assertTrue(after.getOrDefault(name, Set.of()).containsAll(kept), name);
        keeping += kept.isEmpty() ? 0 : 1;
      }
    }
    assertTrue(keeping > 0, impact::toString);
  }
}
