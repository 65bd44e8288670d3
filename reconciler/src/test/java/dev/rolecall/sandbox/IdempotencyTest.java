package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final String KEY = "Idempotency-Key";
  private static final SandboxClient OTHER =
      new SandboxClient("other", "secret", SandboxClient.ALL_SCOPES);
  private static final String BODY = "{'slug': 'once', 'name': 'Once'}";

  private final Tenant tenant =
      Tenant.started(
          Tenant.ACME,
          options ->
              options
                  .withClients(List.of(SandboxClient.DEFAULT, OTHER))
                  .withTokenLifetime(Duration.ofDays(2)));

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void theSameKeyAndBodyReplaysTheAnswer() {
    Reply first = tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    assertNull(first.header("Idempotent-Replayed"));
    tenant.patch("/api/v1/roles/once", "{'name': 'Changed'}").expect(200);
    Reply again = tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals(first.body(), again.body());
    assertEquals(first.header("ETag"), again.header("ETag"));
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(1, tenant.get("/api/v1/audit-events?type=role.created").data().size());
  }

  @Test
  void everyWriteReplays() {
    tenant.createRole("gone").expect(201);
    String ben = tenant.user("ben@example.com");
    String batch = "{'items': [" + Tenant.item("add", "viewer", "user", ben) + "]}";
    String capability = "{'area': 'p', 'action': 'q', 'name': 'n'}";
    tenant.signIn("ben@example.com").expect(200);
    String revoke = "{'users': ['" + ben + "']}";
    for (int turn = 0; turn < 2; turn++) {
      assertEquals(
          "done",
          tenant.post("/api/v1/role-assignments/batch", batch, KEY, "a").text("/0/outcome"));
      tenant.delete("/api/v1/roles/gone", KEY, "b").expect(200);
      tenant.post("/api/v1/capabilities", capability, KEY, "c").expect(201);
      tenant.patch("/api/v1/capabilities/p/q", "{'name': 'x'}", KEY, "d").expect(200);
      tenant.delete("/api/v1/capabilities/p/q", KEY, "e").expect(200);
      assertEquals(
          "done", tenant.post("/api/v1/sessions/revoke", revoke, KEY, "f").text("/0/outcome"));
    }
  }

  @Test
  void aKeyIsForOneRequest() {
    tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    tenant
        .post("/api/v1/roles", "{'slug': 'two', 'name': 'Two'}", KEY, "k1")
        .expect(409, "idempotency_conflict");
    tenant.delete("/api/v1/roles/once", KEY, "k1").expect(409, "idempotency_conflict");
    tenant.get("/api/v1/roles/two").expect(404);
  }

  @Test
  void clientsDoNotShareKeys() {
    tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    String other = "Bearer " + tenant.clientToken(OTHER);
    tenant
        .post("/api/v1/roles", "{'slug': 'two', 'name': 'Two'}", KEY, "k1", "Authorization", other)
        .expect(201);
  }

  @Test
  void anErrorIsNotKept() {
    String body = "{'slug': 'pay', 'name': 'Pay', 'capabilities': ['p:q']}";
    tenant.post("/api/v1/roles", body, KEY, "k1").expect(422, "unknown_capability");
    tenant.post("/api/v1/capabilities", "{'area': 'p', 'action': 'q', 'name': 'n'}").expect(201);
    tenant.post("/api/v1/roles", body, KEY, "k1").expect(201);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    tenant.clock.advance(Duration.ofHours(23));
    tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(201);
    tenant.clock.advance(Duration.ofHours(2));
    tenant.post("/api/v1/roles", BODY, KEY, "k1").expect(409, "slug_taken");
  }

  @Test
  void aKeyHasAForm() {
    tenant.post("/api/v1/roles", BODY, KEY, "a b").expect(400, "invalid_request");
    tenant.post("/api/v1/roles", BODY, KEY, "x".repeat(256)).expect(400, "invalid_request");
  }
}
