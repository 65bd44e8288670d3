package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;

/**
 * A user in brief.
 *
 * @param email empty where there is none
 * @param enabled whether it may sign in
 */
record UserRecord(String id, String username, String email, boolean enabled) {
  static UserRecord of(Json json) throws UnreadableResponse {
    String id = null;
    String username = null;
    String email = null;
    boolean enabled = true;
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "id" -> id = json.id();
        case "username" -> username = json.text();
        case "email" -> email = json.textOrNull();
        case "enabled" -> enabled = json.flag();
        default -> json.skip();
      }
    }
    return new UserRecord(
        json.need(id, "id"), json.need(username, "username"), email == null ? "" : email, enabled);
  }

  Subject subject() {
    return new Subject(SubjectKind.USER, id, username);
  }
}
