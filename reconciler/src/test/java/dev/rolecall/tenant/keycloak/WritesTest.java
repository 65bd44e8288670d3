package dev.rolecall.tenant.keycloak;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.AssignmentWrite.Op.REMOVE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.Fence;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent changes what it says and nothing else: the traps of Keycloak's writes. */
@Tag("keycloak")
class WritesTest extends RealmToWrite {

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
    assertThrows(IllegalArgumentException.class, () -> new NonEmptyRoles(List.of()));
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
            assertTrue(reply.body().contains("\"export\""));
            var read = realm.get("/clients/" + client("audit") + "/roles/read");
            return new Meddler.Reply(200, "[" + read + "]");
          });
      var writer = through.keycloak().writer(Connected.APPLY, through.fullReader(), Fence.none());
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
}
