package dev.rolecall.tenant.keycloak;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything of a realm but its users, whichever way it was read; in no order of its own.
 *
 * @param clients their internal ids, by client id
 * @param serviceAccounts user names of the accounts that clients have
 * @param clientRoles by client id; a client without roles may be missing; of clients that do not
 *     count at least those that a role contains and that contain roles
 * @param groups all of them, subgroups beside their parents
 */
record RealmSnapshot(
    RealmFacts facts,
    SortedMap<String, String> clients,
    SortedSet<String> serviceAccounts,
    List<RoleRecord> realmRoles,
    SortedMap<String, List<RoleRecord>> clientRoles,
    List<GroupRecord> groups) {}
