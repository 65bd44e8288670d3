package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.PartialExport;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The partial export: everything of a realm but its users in one request. */
record Export(RealmSettings scope) {

  /** Empty: the credentials may not, which takes the right to manage the realm; or not just now. */
  Optional<RealmSnapshot> read(TenantReadClient http) throws TenantException {
    return http.export(
        new PartialExport<>(scope.realm(), json -> Optional.of(view(json)), Optional.empty()));
  }

  private static RealmSnapshot view(Json json) throws UnreadableResponse {
    var facts = new RealmFacts.Builder();
    var clients = new TreeMap<String, String>();
    var serviceAccounts = new TreeSet<String>();
    var realmRoles = new ArrayList<RoleRecord>();
    SortedMap<String, List<RoleRecord>> clientRoles = new TreeMap<>();
    var groups = new ArrayList<GroupRecord>();
    boolean hasRoles = false;
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "clients" ->
            json.items(() -> {
              var client = ClientRecord.of(json);
              clients.put(client.name(), client.id());
              if (client.programs()) {
                serviceAccounts.add(client.account());
              }
            });
        case "roles" -> {
          hasRoles = true;
          json.members(of -> {
            switch (of) {
              case "realm" -> json.items(() -> realmRoles.add(RoleRecord.of(json)));
              case "client" ->
                  json.members(
                      client -> clientRoles.put(client, AdminGet.items(json, RoleRecord::of)));
              default -> json.skip();
            }
          });
        }
        case "groups" -> json.items(() -> GroupRecord.of(json).flatten(groups));
        default -> {
          if (!facts.take(member, json)) {
            json.skip();
          }
        }
      }
    }
    return new RealmSnapshot(
        json.need(facts.build(), "accessTokenLifespan"),
        clients,
        serviceAccounts,
        json.need(hasRoles ? realmRoles : null, "roles"),
        clientRoles,
        groups);
  }
}
