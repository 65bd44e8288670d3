package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.WriteKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Keycloak's tokens are short; a run outlives them (trap 9). */
@Tag("keycloak")
class TokensTest {
  private static final String TOKEN = "POST .*/protocol/openid-connect/token";
  private LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");
  private Meddler meddler = Meddler.of(KeycloakServer.shared().url());

  @BeforeEach
  void create() {
    realm =
        Connected.realm()
            .with(it -> it.put("accessTokenLifespan", 300))
            .client("audit", "read")
            .role("inner")
            .role("outer", "inner")
            .on(KeycloakServer.shared());
  }

  @AfterEach
  void delete() {
    meddler.close();
    realm.close();
  }

  private Connected connected() {
    return Connected.to(meddler.url(), realm.name(), Map.of());
  }

  /** From now on the realm knows none of its tokens any more. */
  private void revokeAll() {
    var old = realm.as(Connected.PLAN.id(), "plan-secret").token();
    for (var key : realm.get("/components?type=org.keycloak.keys.KeyProvider")) {
      if (key.get("providerId").asString().equals("rsa")) {
        realm.delete("/components/" + key.get("id").asString());
        realm.post("/components", Keys.another());
      }
    }
    // The old key is good for a moment more.
    awaitRefusal(old);
  }

  private void awaitRefusal(String token) {
    while (realm.server().admin().takes("/" + realm.name(), token)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aTokenIsRenewedBeforeItEnds() throws Exception {
    try (var connected = connected()) {
      var reader = connected.reader();
      reader.read(Extent.definitions());
      connected.time().advance(Duration.ofSeconds(239));
      reader.read(Extent.definitions());
      assertEquals(1, meddler.seen(TOKEN).size());
      connected.time().advance(Duration.ofSeconds(2));
      reader.read(Extent.definitions());
      assertEquals(2, meddler.seen(TOKEN).size());
      assertEquals(Duration.ofMinutes(5), reader.facts().tokenLifetime());
    }
  }

  @Test
  void aTokenThatEndsInMidRunIsRenewed() throws Exception {
    try (var connected = connected()) {
      meddler.before(
          "GET .*/roles-by-id/.*", 2, () -> connected.time().advance(Duration.ofMinutes(5)));
      connected.reader().read(Extent.everything(Set.of()));
      assertEquals(2, meddler.seen(TOKEN).size());
    }
  }

  /** By the server's clock; the adapter's stands still. It gets the token when that has ended. */
  @Test
  void aTokenThatEndedIsRenewedByItsRefusal() throws Exception {
    realm.put("", "{\"accessTokenLifespan\":1}");
    meddler.instead(
        TOKEN,
        (i, reply) -> {
          if (i == 1) {
            realm.put("", "{\"accessTokenLifespan\":300}");
            awaitRefusal(new JsonMapper().readTree(reply.body()).get("access_token").asString());
          }
          return reply;
        });
    try (var connected = connected()) {
      connected.reader().read(Extent.everything(Set.of()));
      assertEquals(2, meddler.seen(TOKEN).size());
    }
  }

  @Test
  void aTokenThatTheServerNoLongerTakesIsRenewedOnce() throws Exception {
    try (var connected = connected()) {
      var before = connected.reader().read(Extent.everything(Set.of()));
      int tokens = meddler.seen(TOKEN).size();
      meddler.before("GET .*/groups\\?.*", 2, this::revokeAll);
      var reader = connected.reader();
      reader.read(Extent.definitions());
      var after = reader.read(Extent.everything(Set.of()));
      assertEquals(before.roles(), after.roles());
      assertEquals(before.holders(), after.holders());
      assertEquals(2, meddler.seen(TOKEN).size() - tokens);
    }
  }

  @Test
  void aWriteWhoseTokenIsRefusedIsDoneOnce() throws Exception {
    try (var connected = connected()) {
      var writer = connected.writer();
      var key = new WriteKey("run", "step");
      writer.createRole(new RoleDefinition(new Slug("one"), "One", "", List.of()), key);
      revokeAll();
      writer.createRole(new RoleDefinition(new Slug("two"), "Two", "", List.of()), key);
      var roles = connected.reader().read(Extent.definitions()).roles();
      assertEquals(
          List.of(true, true),
          List.of(roles.containsKey(new Slug("one")), roles.containsKey(new Slug("two"))));
    }
  }

  @Test
  void anAccountThatIsTakenAwayInMidRunIsRefused() {
    try (var connected = connected()) {
      meddler.before(
          "GET .*/roles-by-id/.*",
          1,
          () -> {
            var client = realm.get("/clients?clientId=rolecall-plan").get(0).get("id").asString();
            realm.put("/clients/" + client, "{\"enabled\":false}");
          });
      Refused.with(
          List.of("could not ", "401"), () -> connected.reader().read(Extent.everything(Set.of())));
    }
  }
}
