package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The guards that are on by default, on a real Keycloak: what they refuse is not written. */
@Tag("keycloak")
final class KeycloakGuardsTest {
  private static final String OWN = "service-account-rolecall-apply";

  @TempDir Path folder;
  private KeycloakRealm realm;
  private Cli cli;

  /**
   * Two people are realm-admin, one of them over two roles in roles; a program, one who cannot sign
   * in, and nobody in {@code /empty} do not count. Twelve people are below {@code /staff}.
   */
  private static Realm realm() {
    var realm =
        Realm.fresh()
            .client("desk", "open", "close")
            .client("app", "super")
            .serviceAccount("robot", "robot-secret", "realm-admin")
            .role("inner", "realm-management:realm-admin")
            .role("ops", "inner")
            .role("helps", "realm-management:manage-users")
            .role("far", "app:super")
            .role("desk", "desk:open")
            .group("/staff", "desk")
            .group("/staff/emea")
            .group("/staff/emea/night")
            .group("/empty", "ops")
            .user("anita", "realm-management:realm-admin")
            .user("lee", "ops")
            .user("gone", user -> user.put("enabled", false), "ops")
            .user("tess");
    for (int i = 0; i < 12; i++) {
      var group = i < 4 ? "/staff/emea" : "/staff/emea/night";
      realm.user(staff(i), user -> user.putArray("groups").add(group));
    }
    return realm;
  }

  private static String staff(int number) {
    return "staff-%02d".formatted(number);
  }

  @BeforeEach
  void start() {
    realm = KeycloakRealm.of(realm(), folder.resolve("roles"));
    cli = realm.cli();
    role("ops", "realm:inner", "groups: [/empty], users: [lee, gone]");
    role("desk", "desk:open", "groups: [/staff]");
    role("helper", "realm:helps", "users: []");
    realm.repo().commit("Roles as they are, and one that nobody holds");
    cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  /** Not committed yet. */
  private void role(String slug, String capability, String holders) {
    realm
        .repo()
        .write(
            "roles/" + slug + ".yaml",
            """
            kind: Role
            slug: %1$s
            name: %1$s
            description: A role.
            capabilities: ["%2$s"]
            manage: exact
            assignments: { %3$s }
            """
                .formatted(slug, capability, holders));
  }

  private void rightsOf(String right, String... users) {
    realm
        .repo()
        .write(
            "assignments/" + right + ".yaml",
            "kind: Assignment\nrole: \"realm-management:%s\"\nmanage: exact\nusers: [%s]\n"
                .formatted(right, String.join(", ", users)));
  }

  /** What plan and apply refuse alike; nothing is written. */
  private Cli.Ran refused(String... texts) {
    realm.repo().commit("A change");
    int mark = realm.mark();
    var plan = cli.run("plan", "--detailed-exitcode").ended(ExitCode.BLOCKED).says(texts);
    cli.run("apply", "--approve").ended(ExitCode.BLOCKED).says(texts);
    assertEquals(List.of(), realm.writesSince(mark));
    return plan;
  }

  private void passes() {
    realm.repo().commit("A change");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).saysNot("Needs approval");
  }

  @Test
  void rolecallKeepsItsOwnRights() {
    rightsOf("manage-users", "tess");
    refused("keep-self", OWN + ", with which rolecall itself works, loses", "manage-users")
        .saysNot("approvals/keep-self");
    // To name it is enough; giving the right to tess is a question of its own.
    rightsOf("manage-users", OWN);
    realm.repo().commit("It keeps it");
    cli.run("plan").ended(ExitCode.DONE).saysNot("keep-self", "Needs approval");
  }

  @Test
  void twoPeopleStayRealmAdmin() {
    role("ops", "realm:inner", "groups: [/empty], users: [gone]");
    refused(
        "minimum-holders",
        "realm-management:realm-admin: 1 person keeps it of 2.",
        "approvals/minimum-holders-realm-management-realm-admin.yaml");
    // The role deep below is what gives it: without that, nobody keeps it over ops.
    role("ops", "desk:open", "groups: [/empty], users: [lee, gone]");
    refused("minimum-holders", "1 person keeps it of 2.");
    // A program that comes makes up for nothing, a person does.
    role("ops", "realm:inner", "groups: [/empty], users: [gone, %s]".formatted(OWN));
    refused("1 person keeps it of 2.");
    role("ops", "realm:inner", "groups: [/empty], users: [tess, gone]");
    refused("sensitive").saysNot("minimum-holders");
  }

  @Test
  void whatIsSensitiveIsFoundInRolesInRoles() {
    role("helper", "realm:helps", "users: [tess]");
    refused(
        "1 person gains what is sensitive with role helper",
        "realm-management:manage-users",
        "without an expiry: user tess");
    role("helper", "realm:helps", "users: [service-account-rolecall-plan]");
    refused("programs among them: service-account-rolecall-plan");
    // To widen a role is to give it to whoever holds it, in groups below groups too.
    role("helper", "realm:helps", "users: []");
    role("desk", "realm:helps", "groups: [/staff]");
    refused(
        "12 people gain what is sensitive with role desk",
        "the role itself is widened: whoever holds it gains");
    role("desk", "desk:open", "groups: [/staff]");
    role("helper", "realm:desk", "users: [tess]");
    passes();
  }

  /** Both ways to read: the plan's account lists, the one that applies may export. */
  @Test
  void alsoBehindARoleOfAClientThatDoesNotCount() {
    String id = realm.clientRole("app", "super").get("id").asString();
    var right = realm.clientRole("realm-management", "manage-users");
    realm.live().post("/roles-by-id/" + id + "/composites", "[" + right + "]");
    String name = "    realm: " + realm.live().name();
    realm.repo().edit("rolecall.yaml", name, name + "\n    clients: [desk]");
    role("helper", "realm:far", "users: [tess]");
    refused(
        "1 person gains what is sensitive with role helper: realm-management:manage-users",
        "1 person gains role far, role helper, app:super, realm-management:manage-users");
  }

  @Test
  void peopleInSubgroupsAreCountedAndAnApprovalIsBound() {
    role("desk", "desk:open", "users: [tess]");
    var plan =
        refused(
            "removal-budget",
            "12 people lose access. The limit is 20 % of all 18 once there are more than 10",
            "Role desk: 11 of 12 people lose it",
            staff(0),
            "people-affected: 12");
    var pasted = Pasted.from(plan.out());
    pasted.forEach(realm.repo()::write);
    realm.repo().commit("Approved");
    Path saved = folder.resolve("plan.json");
    cli.run("plan", "--out", saved.toString()).ended(ExitCode.DONE).says("owner identity-team");
    assertEquals(List.of(), bound(0), "a plan binds nothing");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), realm.groupsWith("desk"));
    assertEquals(lifted(saved), bound(1), "before the first write, to the steps of each");
    assertEquals(Collections.nCopies(pasted.size(), Set.of()), bound(0), "done, and spent");

    // The same again, after the group came back: what was done is not done with it again.
    role("desk", "desk:open", "groups: [/staff], users: [tess]");
    realm.repo().commit("They are back");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    role("desk", "desk:open", "users: [tess]");
    refused("12 people lose access", "used already");
    assertEquals(List.of("/staff"), realm.groupsWith("desk"));
  }

  /** The steps to which the record bound each approval, so many of its commits ago. */
  private List<Set<String>> bound(int ago) {
    return realm.repo().guardLines(ago).stream()
        .filter(line -> line.has("approval"))
        .map(KeycloakGuardsTest::steps)
        .sorted(Comparator.comparing(Set::toString))
        .toList();
  }

  /** The steps of each objection that is lifted in a saved plan; there are steps. */
  private static List<Set<String>> lifted(Path saved) {
    var lifted = new ArrayList<Set<String>>();
    for (JsonNode one : new JsonMapper().readTree(saved.toFile()).path("guards")) {
      assertTrue(one.has("lifted-by"), one::toString);
      lifted.add(steps(one));
    }
    assertFalse(lifted.isEmpty() || lifted.contains(Set.of()), lifted::toString);
    lifted.sort(Comparator.comparing(Set::toString));
    return lifted;
  }

  private static Set<String> steps(JsonNode of) {
    var steps = new TreeSet<String>();
    of.path("steps").forEach(step -> steps.add(step.asString()));
    return steps;
  }
}
