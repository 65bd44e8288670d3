package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which realm a tenant is, as {@code rolecall.yaml} says.
 *
 * @param realm its name
 * @param loginRealm where the credentials belong
 * @param clients the clients whose roles count; null: all of them
 * @param pageSize users in one answer; at least 2
 */
record RealmSettings(String realm, String loginRealm, @Nullable Set<String> clients, int pageSize) {
  static RealmSettings of(TenantSettings settings) {
    SortedMap<String, String> options = settings.options();
    String realm = options.get("realm");
    if (realm == null) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.MISSING_KEY,
              settings.endpoint().at(),
              "A keycloak tenant needs the key realm."));
    }
    String clients = options.get("clients");
    return new RealmSettings(
        realm,
        options.getOrDefault("login-realm", realm),
        clients == null ? null : new TreeSet<>(clients.lines().toList()),
        // Pages overlap by one user.
        Math.max(2, settings.pageSize()));
  }

  /** Whether the roles of this client count. */
  boolean has(String client) {
    return clients == null || clients.contains(client);
  }

  /** The client whose roles are the rights to administer the realm, as tokens name it. */
  String rightsClient() {
    return loginRealm.equals(realm) && !isMaster() ? "realm-management" : realm + "-realm";
  }

  boolean isMaster() {
    return realm.equals("master");
  }
}
