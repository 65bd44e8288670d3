package dev.rolecall.tenant.keycloak;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Everything of a realm but its users, whichever way it was read; in no order of its own.
 *
 * @param clients their internal ids, by client id
 * @param serviceAccounts user names of the accounts that clients have
 * @param clientRoles by client id; a client without roles may be missing
 * @param groups all of them, subgroups beside their parents
 */
record RealmSnapshot(
    RealmFacts facts,
    SortedMap<String, String> clients,
    SortedSet<String> serviceAccounts,
    List<RoleRecord> realmRoles,
    SortedMap<String, List<RoleRecord>> clientRoles,
    List<GroupRecord> groups) {

  /** Only the roles of these clients. */
  static SortedMap<String, List<RoleRecord>> ofClients(
      Map<String, List<RoleRecord>> roles, RealmSettings scope) {
    var kept = new TreeMap<String, List<RoleRecord>>();
    roles.forEach((client, all) -> {
      if (scope.has(client)) {
        kept.put(client, all);
      }
    });
    return kept;
  }
}
