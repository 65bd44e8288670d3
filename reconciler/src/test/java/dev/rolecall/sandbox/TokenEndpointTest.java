package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {
  private static final SandboxClient READER =
      new SandboxClient("reader", "s%c:r+t", new TreeSet<>(List.of("roles:read", "users:read")));

  private final Tenant tenant =
      Tenant.started(
          Tenant.ACME,
          options ->
              options
                  .withClients(List.of(SandboxClient.DEFAULT, READER))
                  .withTokenLifetime(Duration.ofMinutes(5)));

  @AfterEach
  void close() {
    tenant.close();
  }

  private static Map<String, String> form(String... pairs) {
    var form = new HashMap<String, String>();
    form.put("grant_type", "client_credentials");
    for (int i = 0; i < pairs.length; i += 2) {
      form.put(pairs[i], pairs[i + 1]);
    }
    return form;
  }

  @Test
  void aClientGetsASignedTokenWithItsScopes() throws Exception {
    Reply reply = tenant.token(form("client_id", "reader", "client_secret", "s%c:r+t")).expect(200);
    assertEquals("roles:read users:read", reply.body().get("scope").stringValue());
    assertEquals(300, reply.body().get("expires_in").intValue());
    assertTrue(!reply.body().has("refresh_token"));
    var jwt = SignedJWT.parse(reply.body().get("access_token").stringValue());
    var keys = JWKSet.parse(tenant.get("/oauth2/jwks").expect(200).body().toString());
    assertTrue(jwt.verify(new ECDSAVerifier(keys.getKeys().getFirst().toECKey())));
    var claims = jwt.getJWTClaimsSet();
    assertEquals("reader", claims.getSubject());
    assertEquals(List.of(tenant.url() + "/api/v1"), claims.getAudience());
    assertEquals("roles:read users:read", claims.getStringClaim("scope"));
    assertEquals(tenant.clock.instant().plusSeconds(300), claims.getExpirationTime().toInstant());
  }

  @Test
  void basicCredentialsWorkToo() {
    String pair = "reader:s%25c%3Ar%2Bt";
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    tenant.token(form("scope", "roles:read"), "Authorization", basic).expect(200);
    tenant
        .token(form(), "Authorization", "Basic " + Base64.getEncoder().encodeToString(new byte[3]))
        .expect(401, "invalid_client");
    tenant.token(form(), "Authorization", "Basic ***").expect(401, "invalid_client");
  }

  @Test
  void aScopeOutsideTheListIsRefused() {
    Reply reply =
        tenant
            .token(
                form(
                    "client_id",
                    "reader",
                    "client_secret",
                    "s%c:r+t",
                    "scope",
                    "roles:read roles:write"))
            .expect(400, "invalid_scope");
    assertEquals("[\"roles:write\"]", reply.body().at("/details/scopes").toString());
  }

  @Test
  void theAudienceIsCopied() throws Exception {
    Reply reply =
        tenant
            .token(form("client_id", "rolecall", "client_secret", "sandbox", "audience", "urn:x"))
            .expect(200);
    var jwt = SignedJWT.parse(reply.body().get("access_token").stringValue());
    assertEquals(List.of("urn:x"), jwt.getJWTClaimsSet().getAudience());
  }

  @Test
  void refusesWrongCredentialsAndForms() {
    tenant
        .token(form("client_id", "rolecall", "client_secret", "wrong"))
        .expect(401, "invalid_client");
    tenant.token(form("client_id", "nobody", "client_secret", "x")).expect(401, "invalid_client");
    tenant.token(form("client_id", "rolecall")).expect(401, "invalid_client");
    tenant.token(form()).expect(401, "invalid_client");
    tenant.token(Map.of()).expect(400, "invalid_request");
    tenant.token(Map.of("grant_type", "device_code")).expect(400, "unsupported_grant_type");
    tenant.token(form("colour", "red")).expect(400, "invalid_request");
    tenant.signIn("nobody@example.com").expect(400, "invalid_grant");
    tenant
        .token(Map.of("grant_type", "refresh_token", "refresh_token", "rt_x"))
        .expect(400, "invalid_grant");
    tenant.post("/oauth2/token", "{}").expect(400, "invalid_request");
  }

  @Test
  void guardsEveryOperationByScope() {
    String token = "Bearer " + tenant.clientToken(READER);
    tenant.get("/api/v1/roles", "Authorization", token).expect(200);
    tenant.get("/api/v1/users", "Authorization", token).expect(200);
    tenant.get("/api/v1/tenant", "Authorization", token).expect(200);
    Reply refused =
        tenant
            .post("/api/v1/roles", "{'slug': 'a', 'name': 'A'}", "Authorization", token)
            .expect(403, "insufficient_scope");
    assertEquals("roles:write", refused.body().at("/details/required_scope").stringValue());
    for (String path :
        List.of("groups", "group-memberships", "sessions", "audit-events", "groups/x/members")) {
      tenant.get("/api/v1/" + path, "Authorization", token).expect(403, "insufficient_scope");
    }
    tenant.delete("/api/v1/roles/viewer", "Authorization", token).expect(403);
    tenant.patch("/api/v1/roles/viewer", "{}", "Authorization", token).expect(403);
    tenant.post("/api/v1/role-assignments/batch", "{}", "Authorization", token).expect(403);
    tenant.post("/api/v1/sessions/revoke", "{}", "Authorization", token).expect(403);
    tenant.post("/api/v1/capabilities", "{}", "Authorization", token).expect(403);
  }

  @Test
  void aTokenEndsAndCannotBeForged() {
    String token = "Bearer " + tenant.clientToken(READER);
    tenant.clock.advance(Duration.ofSeconds(299));
    tenant.get("/api/v1/roles", "Authorization", token).expect(200);
    tenant.clock.advance(Duration.ofSeconds(1));
    Reply late = tenant.get("/api/v1/roles", "Authorization", token);
    late.expect(401, "invalid_token");
    assertEquals("Bearer error=\"invalid_token\"", late.header("WWW-Authenticate"));
    tenant.get("/api/v1/roles", "Authorization", token + "x").expect(401, "invalid_token");
    tenant.get("/api/v1/roles", "Authorization", "Bearer x").expect(401, "invalid_token");
    tenant.get("/api/v1/roles", "Authorization", "").expect(401, "invalid_token");
  }

  @Test
  void aTokenOfAUserOpensNothing() {
    String user = tenant.signIn("anita@example.com").body().get("access_token").stringValue();
    tenant.get("/api/v1/roles", "Authorization", "Bearer " + user).expect(401, "invalid_token");
  }

  @Test
  void unknownPathsAndMethodsAreSaidSo() {
    tenant.get("/api/v1/nothing").expect(404, "not_found");
    tenant.get("/").expect(404, "not_found");
    tenant.get("/api/v1/roles/").expect(404, "not_found");
    Reply refused = tenant.delete("/api/v1/groups").expect(405, "method_not_allowed");
    assertEquals("GET", refused.header("Allow"));
    tenant.get("/oauth2/token").expect(405, "method_not_allowed");
  }
}
