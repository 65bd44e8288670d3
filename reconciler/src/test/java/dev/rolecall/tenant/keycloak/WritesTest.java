package dev.rolecall.tenant.keycloak;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.AssignmentWrite.Op.REMOVE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.AssignmentWrite.Op;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.WriteKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent changes what it says and nothing else: the traps of Keycloak's writes. */
@Tag("keycloak")
class WritesTest {
  private static final WriteKey KEY = new WriteKey("run", "step");
  private static final Slug LEAD = new Slug("cs-lead");

  private LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");
  private Connected connected = Connected.to(realm);
  private KeycloakReader reader = connected.fullReader();

  @BeforeEach
  void create() {
    realm =
        Connected.realm()
            .client("audit", "read", "export", "deploy:prod")
            .client("payments", "approve")
            .role("inner")
            .role(
                "cs-lead",
                role -> {
                  role.put("description", "Recovers passwords.");
                  Realm.attribute(role, "rolecall.name", "CS Lead");
                  Realm.attribute(role, "owner", "cs", "support");
                },
                "audit:read",
                "audit:export",
                "inner")
            .role("other")
            .role("third")
            .role("a/b c%;ü")
            .group("/support/emea", "other", "audit:read")
            .user("anita", "other", "third", "cs-lead", "audit:read", "offline_access")
            .user("bob", "cs-lead")
            .serviceAccount("robot", "robot-secret")
            .on(KeycloakServer.shared());
    connected = Connected.to(realm);
    reader = connected.fullReader();
  }

  @AfterEach
  void delete() {
    connected.close();
    realm.close();
  }

  private KeycloakWriter writer() throws TenantException {
    return connected.keycloak().writer(Connected.APPLY, reader);
  }

  private LiveState live(SubjectName... names) throws TenantException {
    return reader.read(Extent.everything(Set.of(names)));
  }

  private static List<String> holders(LiveState live, String role) {
    return live.holders(new Slug(role)).stream().map(Subject::name).toList();
  }

  private Subject user(String name) throws TenantException {
    var wanted = SubjectName.user(name);
    return live(wanted).directory().find(wanted).orElseThrow();
  }

  private Subject group(String path) throws TenantException {
    return live().directory().find(SubjectName.group(path)).orElseThrow();
  }

  private static AssignmentWrite assignment(Op op, String role, Subject subject) {
    return new AssignmentWrite(op, new Slug(role), subject);
  }

  private static RoleEdit edit(@Nullable String name, @Nullable String description) {
    return new RoleEdit(LEAD, null, name, description, new TreeSet<>(), new TreeSet<>());
  }

  private static TreeSet<CapabilityId> ids(String... ids) {
    return new TreeSet<>(
        Arrays.stream(ids).map(id -> CapabilityId.parse(id).orElseThrow()).toList());
  }

  // Trap 1: a removal without a body removes every role.

  @Test
  void removingOneRoleLeavesTheOthers() throws Exception {
    var anita = user("anita");
    assertEquals(
        List.of(Optional.empty()),
        writer().write(List.of(assignment(REMOVE, "other", anita)), KEY));
    assertEquals(
        Set.of("third", "cs-lead", "offline_access"),
        names("/users/" + anita.id() + "/role-mappings/realm"));
    var batch =
        List.of(assignment(REMOVE, "audit:read", anita), assignment(REMOVE, "third", anita));
    writer().write(batch, KEY);
    assertEquals(
        Set.of("cs-lead", "offline_access"),
        names("/users/" + anita.id() + "/role-mappings/realm"));
    assertEquals(List.of("/support/emea"), holders(live(), "audit:read"));
  }

  @Test
  void aRemovalWithoutRolesCannotBeBuilt() {
    assertThrows(IllegalArgumentException.class, () -> new Listed(List.of()));
  }

  private Set<String> names(String path) {
    var names = new TreeSet<String>();
    realm.get(path).forEach(role -> names.add(role.get("name").asString()));
    return names;
  }

  // Trap 2: whatever replaces a role by another of its name takes it off everybody.

  @Test
  void theRoleStaysTheSameOneOverEveryEdit() throws Exception {
    var id = realm.get("/roles/cs-lead").get("id").asString();
    var edit =
        new RoleEdit(
            LEAD, null, "Lead", "New.", ids("payments:approve"), ids("audit:read", "realm:inner"));
    assertEquals(Optional.empty(), writer().editRole(edit, KEY));
    assertEquals(id, realm.get("/roles/cs-lead").get("id").asString());
    var live = live();
    assertEquals(
        new RoleDefinition(LEAD, "Lead", "New.", ids("audit:export", "payments:approve")),
        requireNonNull(live.roles().get(LEAD)).definition());
    assertEquals(List.of("anita", "bob"), holders(live, "cs-lead"));
  }

  // Traps 4, 5, 6: what the credentials may not give.

  @Test
  void aCompositeThatMayNotBeGivenIsARefusalInWords() throws Exception {
    var writer = writer();
    var edit =
        new RoleEdit(
            LEAD, null, null, null, ids("realm-management:impersonation"), new TreeSet<>());
    Refused.with(
        List.of("could not edit role cs-lead: 403 not allowed"), () -> writer.editRole(edit, KEY));
    assertFalse(
        requireNonNull(live().roles().get(LEAD))
            .definition()
            .capabilities()
            .contains(new CapabilityId("realm-management", "impersonation")));
  }

  @Test
  void aNewRoleIsNeverMadeWithLessThanItSays() throws Exception {
    var writer = writer();
    var role =
        new RoleDefinition(
            new Slug("spy"), "Spy", "", ids("audit:read", "realm-management:impersonation"));
    Refused.with(
        List.of("could not create role spy: 403 not allowed"), () -> writer.createRole(role, KEY));
    assertFalse(live().roles().containsKey(role.slug()));
    // When 26.7.3 leaves parts out in silence: where nobody says that there are any.
    var parts = "\"composites\":{\"client\":{\"audit\":[\"read\"]}}";
    realm.post("/roles", "{\"name\":\"without\"," + parts + "}");
    realm.post("/roles", "{\"name\":\"with\",\"composite\":true," + parts + "}");
    assertEquals(0, realm.get("/roles/without/composites").size());
    assertEquals(1, realm.get("/roles/with/composites").size());
  }

  @Test
  void aRoleThatKeycloakMakesWithoutItsPartsIsNoticed() throws Exception {
    try (var meddler = Meddler.of(realm.server().url());
        var through = Connected.to(meddler.url(), realm.name(), Map.of())) {
      meddler.instead(
          "GET .*/roles/new-role/composites.*",
          (_, reply) -> {
            assertTrue(new String(reply.body(), UTF_8).contains("\"export\""));
            var read = realm.get("/clients/" + client("audit") + "/roles/read");
            return new Meddler.Reply(200, ("[" + read + "]").getBytes(UTF_8));
          });
      var writer = through.keycloak().writer(Connected.APPLY, through.fullReader());
      var role =
          new RoleDefinition(new Slug("new-role"), "New", "", ids("audit:read", "audit:export"));
      Refused.with(
          List.of("could not create role new-role: Keycloak made it without [audit:export]"),
          () -> writer.createRole(role, KEY));
    }
  }

  private String client(String id) {
    return realm.get("/clients?clientId=" + id).get(0).get("id").asString();
  }

  // Trap 7: a character more than 255 is a 500.

  @Test
  void textsOf255CharactersComeBackWhole() throws Exception {
    var writer = writer();
    var name = "N".repeat(254) + "ü";
    var text = "Line\n".repeat(51);
    assertEquals(255, Keycloak.FEATURES.nameLength());
    assertEquals(255, Keycloak.FEATURES.textLength());
    var role = new RoleDefinition(new Slug("a".repeat(63)), name, text, List.of());
    writer.createRole(role, KEY);
    assertEquals(role, requireNonNull(live().roles().get(role.slug())).definition());
    writer.editRole(edit("E".repeat(255), "D".repeat(255)), KEY);
    var edited = requireNonNull(live().roles().get(LEAD)).definition();
    assertEquals("E".repeat(255), edited.name());
    assertEquals("D".repeat(255), edited.description());
    var capability =
        new CapabilityDefinition(new CapabilityId("payments", "x".repeat(255)), name, text);
    writer.createCapability(capability, KEY);
    var made = requireNonNull(live().capabilities().get(capability.id()));
    assertEquals(name, made.name());
    assertEquals(text, made.description());
    Refused.with(
        Kind.UNKNOWN_EFFECT,
        List.of("could not edit role cs-lead: 500 "),
        () -> writer.editRole(edit(null, "D".repeat(256)), KEY));
  }

  // PUT: what is not named stays.

  @Test
  void editingOneTextKeepsTheOtherAndForeignAttributes() throws Exception {
    var writer = writer();
    writer.editRole(edit("Lead", null), KEY);
    var role = realm.get("/roles/cs-lead");
    assertEquals("Recovers passwords.", role.get("description").asString());
    assertEquals(
        "{\"owner\":[\"cs\",\"support\"],\"rolecall.name\":[\"Lead\"]}", sorted("cs-lead"));
    writer.editRole(edit(null, "Other."), KEY);
    assertEquals("Other.", realm.get("/roles/cs-lead").get("description").asString());
    assertEquals(
        "{\"owner\":[\"cs\",\"support\"],\"rolecall.name\":[\"Lead\"]}", sorted("cs-lead"));
    // Its own name is no name for people: the attribute goes, the others stay.
    writer.editRole(edit("cs-lead", ""), KEY);
    assertEquals("{\"owner\":[\"cs\",\"support\"]}", sorted("cs-lead"));
    var edited = requireNonNull(live().roles().get(LEAD)).definition();
    assertEquals(
        new RoleDefinition(LEAD, "cs-lead", "", ids("audit:read", "audit:export", "realm:inner")),
        edited);
  }

  private String sorted(String role) {
    var attributes = new TreeMap<String, String>();
    var node = realm.get("/roles/" + role).get("attributes");
    node.propertyNames().forEach(name -> attributes.put(name, node.get(name).toString()));
    return attributes.entrySet().stream()
        .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  // Trap 10: odd names, by path and by id.

  @Test
  void aRoleWithAnOddNameIsEditedAssignedAndRetired() throws Exception {
    var odd = new Slug("a/b c%;ü");
    var writer = writer();
    var edit = new RoleEdit(odd, null, "Odd", null, ids("audit:read"), new TreeSet<>());
    writer.editRole(edit, KEY);
    var robot = user("service-account-robot");
    var batch = List.of(assignment(ADD, odd.value(), robot));
    assertEquals(List.of(Optional.empty()), writer.write(batch, KEY));
    var live = live();
    assertEquals(List.of("service-account-robot"), holders(live, odd.value()));
    assertEquals(
        new RoleDefinition(odd, "Odd", "", ids("audit:read")),
        requireNonNull(live.roles().get(odd)).definition());
    writer.retireRole(odd, KEY);
    assertFalse(live().roles().containsKey(odd));
    assertEquals(Set.of(odd), live().retired());
  }

  // Batches.

  @Test
  void aBatchGoesInOneCallPerSubjectAndContainer() throws Exception {
    var anita = user("anita");
    var emea = group("support/emea");
    var writer = writer();
    int mark = realm.server().mark();
    var batch =
        List.of(
            assignment(ADD, "inner", anita),
            assignment(ADD, "a/b c%;ü", anita),
            assignment(ADD, "audit:export", anita),
            assignment(ADD, "audit:deploy:prod", anita),
            assignment(ADD, "payments:approve", anita),
            assignment(REMOVE, "third", anita),
            assignment(ADD, "cs-lead", emea),
            assignment(ADD, "audit:export", emea),
            assignment(REMOVE, "other", emea),
            assignment(REMOVE, "audit:read", emea));
    var outcomes = writer.write(batch, KEY);
    assertTrue(outcomes.stream().allMatch(Optional::isEmpty), outcomes::toString);
    assertEquals(8, realm.requestsSince(mark).stream().filter(Request::writes).count());
    var live = live();
    assertEquals(List.of("anita"), holders(live, "inner"));
    assertEquals(List.of("anita"), holders(live, "a/b c%;ü"));
    assertEquals(List.of("/support/emea", "anita"), holders(live, "audit:export"));
    assertEquals(List.of("anita"), holders(live, "audit:deploy:prod"));
    assertEquals(List.of("anita"), holders(live, "payments:approve"));
    assertEquals(List.of(), holders(live, "third"));
    assertEquals(List.of("/support/emea", "anita", "bob"), holders(live, "cs-lead"));
    assertEquals(List.of("anita"), holders(live, "other"));
    assertEquals(List.of("anita"), holders(live, "audit:read"));
  }

  @Test
  void whatOneOfABatchMayNotDoTheOthersDo() throws Exception {
    var anita = user("anita");
    var bob = user("bob");
    var outcomes =
        writer()
            .write(
                List.of(
                    assignment(ADD, "realm-management:impersonation", anita),
                    assignment(ADD, "realm-management:manage-users", anita),
                    assignment(ADD, "inner", anita),
                    assignment(ADD, "other", bob)),
                KEY);
    assertEquals(
        List.of(false, true, true, true), outcomes.stream().map(Optional::isEmpty).toList());
    var refusal = outcomes.getFirst().orElseThrow();
    assertEquals(Kind.REFUSED, refusal.kind());
    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("could not add user anita to role realm-management:impersonation: 403"),
        refusal.getMessage());
    var live = live();
    assertEquals(List.of(), holders(live, "realm-management:impersonation"));
    assertTrue(holders(live, "realm-management:manage-users").contains("anita"));
    assertEquals(List.of("anita"), holders(live, "inner"));
    assertEquals(List.of("/support/emea", "anita", "bob"), holders(live, "other"));
  }

  @Test
  void aUserOrRoleThatIsGoneByNowFailsAloneAndIsNamed() throws Exception {
    var anita = user("anita");
    var bob = user("bob");
    var writer = writer();
    realm.delete("/users/" + bob.id());
    realm.delete("/roles/third");
    var outcomes =
        writer.write(
            List.of(
                assignment(ADD, "inner", bob),
                assignment(ADD, "third", anita),
                assignment(ADD, "inner", anita)),
            KEY);
    assertEquals(List.of(false, false, true), outcomes.stream().map(Optional::isEmpty).toList());
    assertTrue(
        String.valueOf(outcomes.getFirst().orElseThrow().getMessage())
            .startsWith("could not add user bob to role inner: 404 "));
    assertTrue(
        String.valueOf(outcomes.get(1).orElseThrow().getMessage())
            .startsWith("could not add user anita to role third: 404 "));
    assertEquals(List.of("anita"), holders(live(), "inner"));
  }

  @Test
  void aRoleMadeSinceTheReadIsFound() throws Exception {
    var anita = user("anita");
    var writer = writer();
    for (int i = 0; i < 5; i++) {
      realm.post("/roles", "{\"name\":\"made" + i + "\"}");
    }
    assertEquals(
        List.of(Optional.empty()), writer.write(List.of(assignment(ADD, "made0", anita)), KEY));
    var more = List.of(1, 2, 3, 4).stream().map(i -> assignment(ADD, "made" + i, anita)).toList();
    int mark = realm.server().mark();
    assertTrue(writer.write(more, KEY).stream().allMatch(Optional::isEmpty));
    assertEquals(2, realm.requestsSince(mark).size(), "one listing, one write");
    for (int i = 0; i < 5; i++) {
      assertEquals(List.of("anita"), holders(live(), "made" + i));
    }
  }

  // Capabilities.

  @Test
  void aCapabilityNeedsAClientThatIsThereAndIsNotKeycloaksOwn() throws Exception {
    var writer = writer();
    Refused.with(
        List.of("could not create capability nowhere:act: the realm has no client nowhere;"),
        () -> writer.createCapability(definition("nowhere:act"), KEY));
    for (var own : List.of("realm-management:act", "account:act", "broker:act", "realm:act")) {
      Refused.with(
          List.of("could not create capability " + own + ": 409 system_capability"),
          () -> writer.createCapability(definition(own), KEY));
    }
    Refused.with(
        List.of("could not edit capability realm-management:view-users: 409 system_capability"),
        () -> writer.editCapability(definition("realm-management:view-users"), KEY));
    Refused.with(
        List.of("could not remove capability realm:inner: 409 system_capability"),
        () -> writer.removeCapability(CapabilityId.parse("realm:inner").orElseThrow(), KEY));
  }

  private static CapabilityDefinition definition(String id) {
    return new CapabilityDefinition(CapabilityId.parse(id).orElseThrow(), "Name", "Text");
  }

  @Test
  void aCapabilityInUseStays() throws Exception {
    var writer = writer();
    for (var used : List.of("audit:read", "audit:export")) { // held directly; in a role
      Refused.with(
          List.of("could not remove capability " + used + ": 409 capability_in_use"),
          () -> writer.removeCapability(CapabilityId.parse(used).orElseThrow(), KEY));
    }
    writer.removeCapability(new CapabilityId("payments", "approve"), KEY);
    assertFalse(live().capabilities().containsKey(new CapabilityId("payments", "approve")));
    assertFalse(live().roles().containsKey(new Slug("payments:approve")));
  }
}
