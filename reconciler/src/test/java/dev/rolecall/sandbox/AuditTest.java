package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditTest {
  private static final String PATH = "/api/v1/audit-events";
  private final Tenant tenant = Tenant.acme();

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void aCreationRecordsNameSlugCapabilitiesAndActor() {
    Reply created = tenant.createRole("cs-lead", "users:view", "audit:read").expect(201);
    JsonNode event = tenant.get(PATH + "?type=role.created").data().get(0);
    assertEquals("Role cs-lead", event.at("/data/name").stringValue());
    assertEquals("cs-lead", event.at("/data/slug").stringValue());
    assertEquals("[\"audit:read\",\"users:view\"]", event.at("/data/capabilities").toString());
    assertEquals("{\"type\":\"application\",\"id\":\"rolecall\"}", event.get("actor").toString());
    assertEquals("{\"type\":\"role\",\"id\":\"cs-lead\"}", event.get("target").toString());
    assertEquals(created.header("X-Request-Id"), event.at("/context/request_id").stringValue());
    assertEquals(tenant.clock.instant().toString(), event.get("occurred_at").stringValue());
  }

  @Test
  void aDeletionKeepsThePriorAssignments() {
    tenant.createRole("temp", "users:view").expect(201);
    tenant
        .batch(
            Tenant.item("add", "temp", "user", tenant.user("ben@example.com")),
            Tenant.item("add", "temp", "group", tenant.group("design")))
        .expect(200);
    tenant.delete("/api/v1/roles/temp").expect(200);
    JsonNode data = tenant.get(PATH + "?type=role.deleted").data().at("/0/data");
    assertEquals("ben@example.com", data.at("/assignments/0/email").stringValue());
    assertEquals("design", data.at("/assignments/1/slug").stringValue());
    assertEquals(2, data.get("assignments").size());
    assertEquals("[\"users:view\"]", data.get("capabilities").toString());
    assertEquals(0, tenant.get("/api/v1/role-assignments").data().size());
    assertEquals(0, tenant.get(PATH + "?type=role.unassigned").data().size());
  }

  @Test
  void everyKindOfChangeIsThereNewestFirst() {
    String ben = tenant.user("ben@example.com");
    tenant.createRole("a-role", "users:view").expect(201);
    tenant.patch("/api/v1/roles/a-role", "{'name': 'New'}").expect(200);
    tenant.batch(Tenant.item("add", "a-role", "user", ben)).expect(200);
    tenant.batch(Tenant.item("add", "a-role", "user", ben)).expect(200);
    tenant.batch(Tenant.item("remove", "a-role", "user", ben)).expect(200);
    tenant.batch(Tenant.item("remove", "a-role", "user", ben)).expect(200);
    tenant.post("/api/v1/capabilities", "{'area': 'p', 'action': 'q', 'name': 'n'}").expect(201);
    tenant.patch("/api/v1/capabilities/p/q", "{'name': 'm'}").expect(200);
    tenant.delete("/api/v1/capabilities/p/q").expect(200);
    assertEquals(
        List.of(
            "capability.deleted",
            "capability.updated",
            "capability.created",
            "role.unassigned",
            "role.assigned",
            "role.updated",
            "role.created",
            "tenant.seeded"),
        tenant.get(PATH).texts("/type"));
    Reply updated = tenant.get(PATH + "?type=role.updated");
    assertEquals(
        "{\"before\":{\"name\":\"Role a-role\"},\"after\":{\"name\":\"New\"}}"
            .replace("{\"before\":{", "{\"before\":{\"slug\":\"a-role\",")
            .replace("\"after\":{", "\"after\":{\"slug\":\"a-role\","),
        updated.data().at("/0/data").toString());
    assertEquals(
        "ben@example.com", tenant.get(PATH + "?type=role.assigned").text("/0/data/subject/email"));
  }

  @Test
  void aRefusedChangeLeavesNoEntry() {
    tenant.delete("/api/v1/roles/viewer").expect(409);
    tenant.createRole("x", "no:such").expect(422);
    assertEquals(List.of("tenant.seeded"), tenant.get(PATH).texts("/type"));
  }

  @Test
  void filtersByTargetTypeAndTime() {
    tenant.createRole("one").expect(201);
    tenant.clock.advance(Duration.ofMinutes(1));
    String middle = tenant.clock.instant().toString();
    tenant.createRole("two").expect(201);
    assertEquals(List.of("one"), tenant.get(PATH + "?target=one").texts("/target/id"));
    assertEquals(List.of("two"), tenant.get(PATH + "?from=" + middle).texts("/target/id"));
    assertEquals(
        List.of("one"), tenant.get(PATH + "?type=role.created&to=" + middle).texts("/target/id"));
    assertEquals(
        List.of("two", "one"), tenant.get(PATH + "?target=one&target=two").texts("/target/id"));
    tenant.get(PATH + "?from=yesterday").expect(400, "invalid_request");
  }
}
