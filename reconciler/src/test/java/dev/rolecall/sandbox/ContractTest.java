package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every operation that the contract names is served, and its own examples keep to it. */
class ContractTest {

  @Test
  void everyOperationIsServedAsDescribed() {
    try (var tenant = Tenant.acme()) {
      String ben = tenant.user("ben@example.com");
      String design = tenant.group("design");
      tenant.refresh(tenant.signIn("ben@example.com").expect(200)).expect(200);
      tenant.get("/oauth2/jwks").expect(200);
      tenant.get("/api/v1/tenant").expect(200);
      String capability = "{'area': 'p', 'action': 'q', 'name': 'n', 'description': 'd'}";
      tenant.post("/api/v1/capabilities", capability, "Idempotency-Key", "1").expect(201);
      tenant.post("/api/v1/capabilities", capability, "Idempotency-Key", "1").expect(201);
      tenant.get("/api/v1/capabilities?limit=3").expect(200);
      tenant.get("/api/v1/capabilities/p/q").expect(200);
      tenant.patch("/api/v1/capabilities/p/q", "{'name': 'm'}").expect(200);
      tenant.delete("/api/v1/capabilities/p/q").expect(200);
      tenant.createRole("one", "users:view").expect(201);
      tenant.get("/api/v1/roles?slug=one&slug=viewer&limit=1").expect(200);
      tenant.get("/api/v1/roles/one").expect(200);
      tenant.patch("/api/v1/roles/one", "{'name': 'x'}", "If-Match", "*").expect(200);
      tenant
          .batch(
              Tenant.item("add", "one", "user", ben),
              Tenant.item("add", "one", "group", design),
              Tenant.item("add", "two", "group", design))
          .expect(200);
      tenant
          .get("/api/v1/role-assignments?role=one&subject=" + ben + "&shard=1/1&limit=1")
          .expect(200);
      tenant.delete("/api/v1/roles/one", "If-Match", "\"2\"", "Idempotency-Key", "2").expect(200);
      tenant.get("/api/v1/retired-slugs").expect(200);
      tenant.get("/api/v1/users?q=ben&email=ben@example.com&id=" + ben).expect(200);
      String made = tenant.post("/api/v1/users", "{'email': 'b@x', 'name': 'B'}").text("/id");
      tenant.patch("/api/v1/users/" + made, "{'name': 'C'}").expect(200);
      String members = "/api/v1/groups/" + design + "/members";
      tenant.post(members, "{'user': '" + made + "'}").expect(200);
      tenant.delete(members + "/" + made).expect(200);
      tenant.delete("/api/v1/users/" + made).expect(200);
      tenant.get("/api/v1/users/" + ben).expect(200);
      tenant.get("/api/v1/groups?q=d&slug=design&id=" + design).expect(200);
      tenant.get("/api/v1/groups/" + design).expect(200);
      tenant.get("/api/v1/groups/" + design + "/members").expect(200);
      tenant.get("/api/v1/group-memberships?group=" + design).expect(200);
      tenant.get("/api/v1/sessions?user=" + ben).expect(200);
      tenant.post("/api/v1/sessions/revoke", "{'users': ['" + ben + "', 'x']}").expect(200);
      tenant
          .get("/api/v1/audit-events?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&target=one")
          .expect(200);
    }
    var missing = new TreeSet<String>();
    for (var path : Contract.INSTANCE.document().get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        if (!method.equals("parameters")) {
          String operation = method.toUpperCase(Locale.ROOT) + " " + path.getKey() + " 2";
          if (Contract.INSTANCE.seen.stream().noneMatch(seen -> seen.startsWith(operation))) {
            missing.add(operation);
          }
        }
      }
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  @Test
  void theErrorCodesAreThoseOfTheContract() {
    JsonNode words =
        Contract.INSTANCE.document().at("/components/schemas/Error/properties/error/enum");
    var served = new ArrayList<String>();
    for (ErrorCode code : ErrorCode.values()) {
      served.add(code.word());
    }
    assertEquals(served, words.valueStream().map(JsonNode::stringValue).toList());
  }

  @Test
  void theExamplesOfTheContractKeepToIt() {
    int checked = 0;
    for (var schema : Contract.INSTANCE.document().at("/components/schemas").properties()) {
      JsonNode examples = schema.getValue().get("examples");
      if (examples != null) {
        for (JsonNode example : examples) {
          assertEquals(
              List.of(), Contract.INSTANCE.errors(schema.getValue(), example), schema.getKey());
          checked++;
        }
      }
    }
    assertEquals(true, checked > 10);
  }

  @Test
  void theJudgeNoticesAnUndocumentedMember() {
    JsonNode user = Contract.INSTANCE.document().at("/components/schemas/User");
    var value = Json.object().put("id", "usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B").put("email", "e");
    assertEquals(1, Contract.INSTANCE.errors(user, value).size());
    assertEquals(0, Contract.INSTANCE.errors(user, value.put("name", "n")).size());
    assertEquals(1, Contract.INSTANCE.errors(user, value.put("extra", "x")).size());
  }
}
