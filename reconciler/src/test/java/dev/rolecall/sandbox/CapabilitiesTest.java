package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {
  private static final String PATH = "/api/v1/capabilities";
  private static final String APPROVE =
      "{'area': 'payments', 'action': 'approve', 'name': 'Approve', 'description': 'd'}";

  private final Tenant tenant = Tenant.acme();

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void thirtyFourShipAndFourOfThemAreInFlight() {
    var all = tenant.all(PATH, 1000);
    assertEquals(34, all.size());
    assertEquals(
        List.of(
            "authentication:view",
            "mfa:manage-custom-factors",
            "threat-intelligence:manage-feeds",
            "reports:configure"),
        all.stream()
            .filter(c -> c.get("status").stringValue().equals("in-flight"))
            .map(c -> c.get("area").stringValue() + ":" + c.get("action").stringValue())
            .toList());
    assertEquals(
        34, all.stream().filter(c -> c.get("origin").stringValue().equals("system")).count());
    assertEquals(
        34, all.stream().filter(c -> !c.get("description").stringValue().isEmpty()).count());
  }

  @Test
  void createsEditsAndRemovesATenantDefinedOne() {
    Reply created = tenant.post(PATH, APPROVE).expect(201);
    assertEquals("tenant", created.text("/origin"));
    assertEquals("available", created.text("/status"));
    tenant.post(PATH, APPROVE).expect(409, "capability_exists");
    Reply edited = tenant.patch(PATH + "/payments/approve", "{'name': 'Sign off'}").expect(200);
    assertEquals("Sign off", edited.text("/name"));
    assertEquals("d", edited.text("/description"));
    assertEquals(edited.data(), tenant.get(PATH + "/payments/approve").expect(200).data());
    tenant.delete(PATH + "/payments/approve").expect(200);
    tenant.get(PATH + "/payments/approve").expect(404, "unknown_capability");
    tenant.delete(PATH + "/payments/approve").expect(404, "unknown_capability");
    tenant.patch(PATH + "/payments/approve", "{'name': 'x'}").expect(404, "unknown_capability");
    tenant.post(PATH, APPROVE).expect(201);
  }

  @Test
  void systemOnesAreReadOnly() {
    tenant.patch(PATH + "/users/view", "{'name': 'x'}").expect(409, "system_capability");
    tenant.delete(PATH + "/users/view").expect(409, "system_capability");
  }

  @Test
  void oneInUseStays() {
    tenant.post(PATH, APPROVE).expect(201);
    tenant.createRole("payer", "payments:approve").expect(201);
    Reply refused = tenant.delete(PATH + "/payments/approve").expect(409, "capability_in_use");
    assertEquals("[\"payer\"]", refused.body().at("/details/roles").toString());
    tenant.delete("/api/v1/roles/payer").expect(200);
    tenant.delete(PATH + "/payments/approve").expect(200);
  }

  @Test
  void aTenantDefinedOneReachesNoSystemRoleByItself() {
    tenant.post(PATH, APPROVE).expect(201);
    assertEquals(34, tenant.get("/api/v1/roles/owner").data().get("capabilities").size());
  }

  @Test
  void areasMayHoldColonsAndSlashes() {
    tenant.post(PATH, "{'area': 'a:b/c', 'action': 'd%e+f', 'name': 'n'}").expect(201);
    assertEquals("a:b/c", tenant.get(PATH + "/a:b%2Fc/d%25e+f").expect(200).text("/area"));
    tenant.createRole("odd", "a:b/c:d%e+f").expect(201);
    tenant.delete("/api/v1/roles/odd").expect(200);
    tenant.delete(PATH + "/a:b%2Fc/d%25e+f").expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'area': 'a b', 'action': 'c', 'name': 'n'}",
        "{'area': '', 'action': 'c', 'name': 'n'}",
        "{'area': 'a', 'action': 'b:c', 'name': 'n'}",
        "{'area': 'a', 'action': 'b\\\\', 'name': 'n'}",
        "{'area': 'a', 'action': 'b'}",
        "{'area': 'a', 'action': 'b', 'name': 'n', 'status': 'available'}"
      })
  void refusesWhatTheContractDoesNotAllow(String json) {
    tenant.post(PATH, json).expect(400, "invalid_request");
  }

  @Test
  void anEditNamesSomething() {
    tenant.post(PATH, APPROVE).expect(201);
    tenant.patch(PATH + "/payments/approve", "{}").expect(400, "invalid_request");
    tenant.patch(PATH + "/payments/approve", "{'action': 'x'}").expect(400, "invalid_request");
  }
}
