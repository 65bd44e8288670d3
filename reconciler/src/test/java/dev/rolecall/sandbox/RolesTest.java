package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
  private final Tenant tenant = Tenant.acme();

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void fourSystemRolesShipWithTheDocumentedCapabilities() {
    Reply roles = tenant.get("/api/v1/roles").expect(200);
    assertEquals(List.of("owner", "administrator", "operator", "viewer"), roles.texts("/slug"));
    assertEquals(34, roles.data().at("/0/capabilities").size());
    assertEquals(34, roles.data().at("/1/capabilities").size());
    assertEquals(
        "[\"applications:rotate-secret\",\"applications:view\",\"audit:export\",\"audit:read\","
            + "\"reports:view\",\"threat-intelligence:test-ip\",\"users:force-mfa-reset\","
            + "\"users:reset-password\",\"users:suspend\",\"users:view\"]",
        roles.data().at("/2/capabilities").toString());
    assertEquals(
        "[\"applications:view\",\"audit:read\",\"authentication:view\",\"branding:view\","
            + "\"reports:view\",\"threat-intelligence:view\",\"users:view\"]",
        roles.data().at("/3/capabilities").toString());
  }

  @Test
  void createsARoleWithStarters() {
    Reply created =
        tenant
            .post(
                "/api/v1/roles",
                "{'slug': 'cs-lead', 'name': 'CS Lead', 'description': 'd', 'capabilities':"
                    + " ['users:view', 'audit:read'], 'users': ['"
                    + tenant.user("sam@auditfirm.example")
                    + "'], 'groups': ['"
                    + tenant.group("customer-support")
                    + "']}")
            .expect(201);
    assertEquals("/api/v1/roles/cs-lead", created.header("Location"));
    assertEquals(created.text("/etag"), created.header("ETag"));
    assertEquals("[\"audit:read\",\"users:view\"]", created.data().get("capabilities").toString());
    Reply read = tenant.get("/api/v1/roles/cs-lead").expect(200);
    assertEquals(created.data(), read.data());
    assertEquals(created.header("ETag"), read.header("ETag"));
    assertEquals(
        List.of("Sam Auditor", "Customer Support"),
        tenant.get("/api/v1/role-assignments?role=cs-lead").texts("/subject/name"));
  }

  @Test
  void aRoleWithAnUnknownStarterOrCapabilityIsNotCreatedAtAll() {
    Reply subject =
        tenant
            .post("/api/v1/roles", "{'slug': 'x', 'name': 'X', 'users': ['usr_nobody']}")
            .expect(422, "unknown_subject");
    assertEquals("[\"usr_nobody\"]", subject.body().at("/details/subjects").toString());
    String group = tenant.group("design");
    tenant
        .post("/api/v1/roles", "{'slug': 'x', 'name': 'X', 'users': ['" + group + "']}")
        .expect(422, "unknown_subject");
    Reply capability =
        tenant.createRole("x", "users:view", "users:fly", "a:b").expect(422, "unknown_capability");
    assertEquals(
        "[\"users:fly\",\"a:b\"]", capability.body().at("/details/capabilities").toString());
    tenant.get("/api/v1/roles/x").expect(404, "unknown_role");
  }

  @Test
  void aSlugIsTakenOnceAndRetiredForEver() {
    tenant.createRole("temp", "users:view").expect(201);
    tenant.createRole("temp").expect(409, "slug_taken");
    Reply deleted = tenant.delete("/api/v1/roles/temp").expect(200);
    assertEquals("temp", deleted.text("/slug"));
    tenant.createRole("temp").expect(409, "slug_retired");
    tenant.get("/api/v1/roles/temp").expect(404, "unknown_role");
    tenant.delete("/api/v1/roles/temp").expect(404, "unknown_role");
    Reply retired = tenant.get("/api/v1/retired-slugs").expect(200);
    assertEquals(List.of("Role temp"), retired.texts("/name"));
    assertEquals(deleted.data(), retired.data().get(0));
  }

  @Test
  void aSlugNeverChanges() {
    tenant.createRole("a-role").expect(201);
    tenant.patch("/api/v1/roles/a-role", "{'slug': 'b-role'}").expect(409, "slug_immutable");
    tenant
        .patch("/api/v1/roles/a-role", "{'slug': 'a-role', 'name': 'N'}")
        .expect(409, "slug_immutable");
    assertEquals("Role a-role", tenant.get("/api/v1/roles/a-role").text("/name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "administrator", "operator", "viewer"})
  void systemRolesAreReadOnly(String slug) {
    tenant.patch("/api/v1/roles/" + slug, "{'name': 'Mine'}").expect(409, "system_role");
    tenant.delete("/api/v1/roles/" + slug).expect(409, "system_role");
    tenant.createRole(slug).expect(409, "slug_taken");
  }

  @Test
  void editsWhatItNamesAndNothingElse() {
    Reply created = tenant.createRole("editor", "users:view", "audit:read").expect(201);
    Reply edited =
        tenant
            .patch(
                "/api/v1/roles/editor",
                "{'name': 'Editor', 'add_capabilities': ['branding:edit', 'users:view'],"
                    + " 'remove_capabilities': ['audit:read', 'audit:export']}",
                "If-Match",
                String.valueOf(created.header("ETag")))
            .expect(200);
    assertEquals("Editor", edited.text("/name"));
    assertEquals("", edited.text("/description"));
    assertEquals(
        "[\"branding:edit\",\"users:view\"]", edited.data().get("capabilities").toString());
    assertNotEquals(created.header("ETag"), edited.header("ETag"));
  }

  @Test
  void anEditThatChangesNothingKeepsTheVersionAndTheAuditLog() {
    Reply created = tenant.createRole("same", "users:view").expect(201);
    Reply edited =
        tenant
            .patch("/api/v1/roles/same", "{'add_capabilities': ['users:view'], 'description': ''}")
            .expect(200);
    assertEquals(created.data(), edited.data());
    assertEquals(0, tenant.get("/api/v1/audit-events?type=role.updated").data().size());
  }

  @Test
  void aVersionThatMovedOnIsAConflict() {
    String old = String.valueOf(tenant.createRole("raced").expect(201).header("ETag"));
    tenant.patch("/api/v1/roles/raced", "{'name': 'One'}", "If-Match", old).expect(200);
    tenant
        .patch("/api/v1/roles/raced", "{'name': 'Two'}", "If-Match", old)
        .expect(412, "version_conflict");
    tenant.delete("/api/v1/roles/raced", "If-Match", old).expect(412, "version_conflict");
    assertEquals("One", tenant.get("/api/v1/roles/raced").text("/name"));
    tenant.delete("/api/v1/roles/raced", "If-Match", "*").expect(200);
  }

  @Test
  void assignmentsDoNotMoveTheVersion() {
    Reply created = tenant.createRole("held").expect(201);
    tenant.batch(Tenant.item("add", "held", "user", tenant.user("ben@example.com"))).expect(200);
    assertEquals(created.header("ETag"), tenant.get("/api/v1/roles/held").header("ETag"));
  }

  @Test
  void findsUpToAHundredBySlug() {
    tenant.createRole("one").expect(201);
    assertEquals(
        List.of("viewer", "one"),
        tenant.get("/api/v1/roles?slug=one&slug=nobody&slug=viewer&slug=one").texts("/slug"));
    tenant.get("/api/v1/roles?" + "slug=a&".repeat(100) + "limit=1").expect(200);
    tenant.get("/api/v1/roles?" + "slug=a&".repeat(101)).expect(400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'slug': 'UPPER', 'name': 'N'}",
        "{'slug': '-a', 'name': 'N'}",
        "{'slug': 'a--b', 'name': 'N'}",
        "{'slug': '1a', 'name': 'N'}",
        "{'slug': '', 'name': 'N'}",
        "{'slug': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'name': 'N'}",
        "{'slug': 'a'}",
        "{'name': 'N'}",
        "{'slug': 'a', 'name': ''}",
        "{'slug': 'a', 'name': 7}",
        "{'slug': 'a', 'name': null}",
        "{'slug': 'a', 'name': 'N\\u0007'}",
        "{'slug': 'a', 'name': 'N\\u202e'}",
        "{'slug': 'a', 'name': 'N', 'capabilities': 'users:view'}",
        "{'slug': 'a', 'name': 'N', 'capabilities': [1]}",
        "{'slug': 'a', 'name': 'N', 'capabilities': ['users:view', 'users:view']}",
        "{'slug': 'a', 'name': 'N', 'extra': true}",
        "{'slug': 'a', 'slug': 'b', 'name': 'N'}",
        "[]",
        "{",
        ""
      })
  void refusesABodyOutsideTheContract(String json) {
    tenant.post("/api/v1/roles", json).expect(400, "invalid_request");
    assertEquals(4, tenant.get("/api/v1/roles").data().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'add_capabilities': ['users:view'], 'remove_capabilities': ['users:view']}",
        "{'capabilities': []}",
        "{'name': ''}"
      })
  void refusesAnEditOutsideTheContract(String json) {
    tenant.createRole("edited", "users:view").expect(201);
    tenant.patch("/api/v1/roles/edited", json).expect(400, "invalid_request");
  }

  @Test
  void anEditWithAnUnknownCapabilityChangesNothing() {
    tenant.createRole("edited", "users:view").expect(201);
    tenant
        .patch("/api/v1/roles/edited", "{'name': 'New', 'add_capabilities': ['no:such']}")
        .expect(422, "unknown_capability");
    assertEquals("Role edited", tenant.get("/api/v1/roles/edited").text("/name"));
  }

  @Test
  void namesAndDescriptionsMayBeAsLongAsTheContractSays() {
    String text = "\uD83D\uDE00".repeat(200);
    tenant.post("/api/v1/roles", "{'slug': 'long', 'name': '" + text + "'}").expect(201);
    tenant
        .post("/api/v1/roles", "{'slug': 'longer', 'name': '" + text + "x'}")
        .expect(400, "invalid_request");
    String lines = "{'slug': 'l', 'name': 'N', 'description': '" + "x".repeat(998) + "\\ny'}";
    assertTrue(
        tenant.post("/api/v1/roles", lines).expect(201).text("/description").endsWith("\ny"));
  }
}
