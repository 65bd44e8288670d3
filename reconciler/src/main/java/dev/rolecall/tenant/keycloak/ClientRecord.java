package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.Locale;

/**
 * A client.
 *
 * @param id the internal one, which paths need
 * @param name the client id
 * @param programs whether it has an account of its own to sign in with
 */
record ClientRecord(String id, String name, boolean programs) {
  private static final String ACCOUNT = "service-account-";

  static ClientRecord of(Json json) throws UnreadableResponse {
    String id = null;
    String name = null;
    boolean programs = false;
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "id" -> id = json.text();
        case "clientId" -> name = json.text();
        case "serviceAccountsEnabled" -> programs = json.flag();
        default -> json.skip();
      }
    }
    return new ClientRecord(json.need(id, "id"), json.need(name, "clientId"), programs);
  }

  /** The user name of its own account. */
  String account() {
    return ACCOUNT + name.toLowerCase(Locale.ROOT);
  }
}
