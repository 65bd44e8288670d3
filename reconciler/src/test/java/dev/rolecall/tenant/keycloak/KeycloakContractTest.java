package dev.rolecall.tenant.keycloak;

import static java.util.Objects.requireNonNull;

import dev.rolecall.http.Fence;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantContract;
import dev.rolecall.tenant.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** The adapter keeps the contract on a real Keycloak, a realm per test. */
@Tag("keycloak")
class KeycloakContractTest extends TenantContract {
  private String realm = "";
  private @Nullable LiveRealm last;

  @Override
  protected Port tenant(List<String> users, List<String> groups) throws Exception {
    var wanted =
        Connected.realm()
            .client("audit", "read")
            .client("users", "view")
            .client("payments")
            // Else Keycloak takes no e-mail that is another's user name, unless it is imported.
            .with(it -> it.put("editUsernameAllowed", true).put("loginWithEmailAllowed", false));
    users.forEach(wanted::user);
    groups.forEach(group -> wanted.group("/" + group));
    realm = wanted.name();
    var live = wanted.on(KeycloakServer.shared());
    closing(live);
    last = live;
    var connected = Connected.to(live);
    closing(connected);
    var reader = connected.fullReader();
    return new Port(reader, connected.keycloak().writer(Connected.APPLY, reader, Fence.none()));
  }

  @Override
  protected Accounts accounts() {
    var live = requireNonNull(last);
    return new Accounts() {
      @Override
      public String namesake(String name) {
        // The first has it as user name, this one as e-mail.
        live.post(
            "/users",
            "{\"username\":\"namesake\",\"email\":\"%s\",\"enabled\":true}".formatted(name));
        return live.get("/users?username=namesake&exact=true").at("/0/id").asString();
      }

      @Override
      public void rename(String id, String name) {
        live.put(
            "/users/" + id,
            "{\"username\":\"%s\",\"email\":\"now@elsewhere.example\"}".formatted(name));
      }

      @Override
      public void delete(String id) {
        live.delete("/users/" + id);
      }

      @Override
      public void join(String group, String user) {
        live.put("/users/" + user + "/groups/" + group, "{}");
      }
    };
  }

  @Override
  protected Traits traits() {
    var shipped = new ArrayList<String>();
    shipped.add("audit:read");
    shipped.add("broker:read-token");
    shipped.add("default-roles-" + realm);
    shipped.add("offline_access");
    shipped.add("uma_authorization");
    shipped.add("users:view");
    for (var role :
        List.of(
            "delete-account",
            "manage-account",
            "manage-account-links",
            "manage-consent",
            "view-applications",
            "view-consent",
            "view-groups",
            "view-profile")) {
      shipped.add("account:" + role);
    }
    for (var role :
        List.of(
            "create-client",
            "impersonation",
            "manage-authorization",
            "manage-clients",
            "manage-events",
            "manage-identity-providers",
            "manage-organizations",
            "manage-realm",
            "manage-users",
            "query-clients",
            "query-groups",
            "query-organizations",
            "query-realms",
            "query-users",
            "realm-admin",
            "view-authorization",
            "view-clients",
            "view-events",
            "view-identity-providers",
            "view-organizations",
            "view-realm",
            "view-users")) {
      shipped.add("realm-management:" + role);
    }
    return new Traits(
        shipped.stream().sorted().toList(),
        new Slug("offline_access"),
        new CapabilityId("realm-management", "view-users"),
        Set.of(),
        new Traits.Habits(false, false, false, false),
        Map.of(
            "409 slug_taken", "409 refused: Role with name cs-lead already exists",
            // Keycloak's own have a form that rolecall does not create.
            "409 slug_taken by a system role", "400 invalid_request",
            "409 capability_exists", "409 refused: Role with name approve already exists",
            "422 unknown_capability", "404 unknown_capability",
            "404 unknown_subject", "404 not found: User not found"));
  }
}
