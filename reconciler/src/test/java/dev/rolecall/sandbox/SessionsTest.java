package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token truth: gains come with the next token, losses live on, revocation ends refresh. */
class SessionsTest {
  private final Tenant tenant = Tenant.acme();

  @AfterEach
  void close() {
    tenant.close();
  }

  /** What the signed token itself says, not the answer around it. */
  private static String scope(Reply reply) throws Exception {
    reply.expect(200);
    var jwt = SignedJWT.parse(reply.body().get("access_token").stringValue());
    String scope = jwt.getJWTClaimsSet().getStringClaim("scope");
    assertEquals(scope, reply.body().get("scope").stringValue());
    return scope;
  }

  @Test
  void aTokenCarriesTheEffectiveCapabilitiesOverBothPaths() throws Exception {
    tenant.createRole("direct", "users:view", "audit:read").expect(201);
    tenant.createRole("by-group", "audit:read", "branding:view").expect(201);
    tenant
        .batch(
            Tenant.item("add", "direct", "user", tenant.user("anita@example.com")),
            Tenant.item("add", "by-group", "group", tenant.group("customer-support")))
        .expect(200);
    assertEquals("audit:read branding:view users:view", scope(tenant.signIn("ANITA@example.com")));
    assertEquals("audit:read branding:view", scope(tenant.signIn("ben@example.com")));
    assertEquals("", scope(tenant.signIn("sam@auditfirm.example")));
  }

  @Test
  void gainsComeWithTheNextTokenAndLossesDoNotTouchIssuedOnes() throws Exception {
    String ben = tenant.user("ben@example.com");
    Reply first = tenant.signIn("ben@example.com");
    assertEquals("", scope(first));
    tenant.createRole("late", "users:view", "reports:view").expect(201);
    tenant.batch(Tenant.item("add", "late", "user", ben)).expect(200);
    assertEquals("", scope(first));
    Reply second = tenant.refresh(first);
    assertEquals("reports:view users:view", scope(second));
    tenant.patch("/api/v1/roles/late", "{'remove_capabilities': ['users:view']}").expect(200);
    assertEquals("reports:view users:view", scope(second));
    assertEquals("reports:view", scope(tenant.refresh(second)));
    tenant.delete("/api/v1/roles/late").expect(200);
    assertEquals("", scope(tenant.refresh(second)));
  }

  @Test
  void revocationEndsRefreshAtOnce() throws Exception {
    tenant.createRole("held", "users:view").expect(201);
    String ben = tenant.user("ben@example.com");
    String sam = tenant.user("sam@auditfirm.example");
    tenant.batch(Tenant.item("add", "held", "user", ben)).expect(200);
    Reply one = tenant.signIn("ben@example.com");
    Reply two = tenant.signIn("ben@example.com");
    Reply other = tenant.signIn("anita@example.com");
    Reply revoked =
        tenant
            .post(
                "/api/v1/sessions/revoke",
                "{'users': ['" + ben + "', '" + sam + "', 'usr_nobody']}")
            .expect(200);
    assertEquals(List.of("done", "already", "failed"), revoked.texts("/outcome"));
    assertEquals(2, revoked.data().at("/0/sessions").intValue());
    assertEquals("unknown_subject", revoked.data().at("/2/error").stringValue());
    tenant.refresh(one).expect(400, "invalid_grant");
    tenant.refresh(two).expect(400, "invalid_grant");
    assertEquals("users:view", scope(one));
    assertEquals("", scope(tenant.refresh(other)));
    assertEquals("users:view", scope(tenant.signIn("ben@example.com")));
    assertEquals(
        List.of("active", "revoked", "revoked"),
        tenant.get("/api/v1/sessions?user=" + ben).texts("/status").stream().sorted().toList());
    assertEquals(
        List.of(ben), tenant.get("/api/v1/audit-events?type=sessions.revoked").texts("/target/id"));
  }

  @Test
  void listsSessionsWithTheirTimes() {
    Reply signedIn = tenant.signIn("ben@example.com");
    var start = tenant.clock.instant();
    tenant.clock.advance(Duration.ofSeconds(60));
    tenant.refresh(signedIn).expect(200);
    Reply listed = tenant.get("/api/v1/sessions").expect(200);
    assertEquals(start.toString(), listed.text("/0/created_at"));
    assertEquals(start.plusSeconds(60).toString(), listed.text("/0/refreshed_at"));
    assertTrue(listed.data().at("/0/revoked_at").isNull());
  }

  @Test
  void refusesARevocationOutsideTheContract() {
    for (String json : List.of("{}", "{'users': []}", "{'users': [1]}", "{'users': ['a', 'a']}")) {
      tenant.post("/api/v1/sessions/revoke", json).expect(400, "invalid_request");
    }
  }
}
