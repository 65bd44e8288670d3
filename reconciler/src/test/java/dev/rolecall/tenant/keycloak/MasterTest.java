package dev.rolecall.tenant.keycloak;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.Fence;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.WriteKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Accounts of realm master, which look at other realms; and realm master as a tenant itself. */
@Tag("keycloak")
@Isolated("each realm that another test makes adds a client and its roles to realm master")
class MasterTest {
  private static final ClientCredentials CENTRAL =
      new ClientCredentials("rolecall-central", "central-secret");
  private static final ClientCredentials ADMIN =
      ClientCredentials.ofUser("admin-cli", null, KeycloakServer.ADMIN, KeycloakServer.ADMIN);

  /** Never closed: that would delete it. */
  private final LiveRealm master = new LiveRealm(KeycloakServer.shared(), "master");

  /** A service account of realm master with rights in that realm. */
  private void central(String realm, String... rights) {
    master.post(
        "/clients",
        """
        {"clientId":"rolecall-central","secret":"central-secret","publicClient":false,
         "serviceAccountsEnabled":true}\
        """);
    var user = master.get("/clients/" + id("rolecall-central") + "/service-account-user");
    var client = id(realm + "-realm");
    for (var right : rights) {
      master.post(
          "/users/" + user.get("id").asString() + "/role-mappings/clients/" + client,
          "[" + master.get("/clients/" + client + "/roles/" + right) + "]");
    }
  }

  private String id(String client) {
    return master.get("/clients?clientId=" + client).get(0).get("id").asString();
  }

  @AfterEach
  void delete() {
    master.delete("/clients/" + id("rolecall-central"));
  }

  @Test
  void anAccountOfRealmMasterReadsAnother() throws Exception {
    var options = Map.of("login-realm", "master");
    try (var realm = RichRealm.realm().on(KeycloakServer.shared());
        var own = Connected.to(realm);
        var connected = Connected.to(realm, options)) {
      central(realm.name(), Connected.LOOK);
      var expected = own.reader().read(Extent.everything(Set.of()));
      var live = connected.keycloak().reader(CENTRAL).read(Extent.everything(Set.of()));
      assertEquals(expected.roles(), live.roles());
      assertEquals(expected.holders(), live.holders());
      Refused.with(
          List.of("lacks manage-clients, manage-realm, manage-users of " + realm.name() + "-realm"),
          () ->
              connected
                  .keycloak()
                  .writer(CENTRAL, connected.keycloak().reader(CENTRAL), Fence.none()));
    }
  }

  @Test
  void oneWithoutARightIsRefusedByItsName() throws Exception {
    try (var realm = Connected.realm().on(KeycloakServer.shared());
        var connected = Connected.to(realm, Map.of("login-realm", "master"))) {
      central(realm.name(), "view-realm", "view-clients");
      Refused.with(
          List.of("lacks view-users of " + realm.name() + "-realm"),
          () -> connected.keycloak().reader(CENTRAL).read(Extent.definitions()));
    }
  }

  @Test
  void realmMasterIsATenantToo() throws Exception {
    central("master", Connected.LOOK);
    try (var connected = Connected.to(master)) {
      var listed = connected.keycloak().reader(CENTRAL).read(Extent.definitions());
      var exported = connected.keycloak().reader(ADMIN).read(Extent.definitions());
      assertEquals(exported.capabilities(), listed.capabilities());
      assertEquals(exported.roles(), listed.roles());
      for (var system :
          List.of("admin", "create-realm", "default-roles-master", "master-realm:view-users")) {
        assertTrue(requireNonNull(listed.roles().get(new Slug(system)), system).system(), system);
      }
      assertFalse(listed.roles().containsKey(new Slug("realm-management:view-users")));
      var writer =
          connected.keycloak().writer(ADMIN, connected.keycloak().reader(ADMIN), Fence.none());
      Refused.with(
          List.of("could not retire role admin: 409 system_role"),
          () -> writer.retireRole(new Slug("admin"), new WriteKey("a", "b")));
    }
  }
}
