package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role as Keycloak shows it.
 *
 * @param title the attribute {@code rolecall.name}; the role's name where there is none
 * @param description empty where there is none
 * @param container id of the realm, or of the client whose role it is
 * @param parts the roles directly in it, by name; the listings leave them out
 */
record RoleRecord(
    String id,
    String name,
    String title,
    String description,
    String container,
    Kind kind,
    List<RoleName> parts) {

  /** Whether it is a client's, and whether other roles are in it. */
  record Kind(boolean ofClient, boolean composite) {}

  RoleRecord with(List<RoleName> inside) {
    return new RoleRecord(id, name, title, description, container, kind, List.copyOf(inside));
  }

  static RoleRecord of(Json json) throws UnreadableResponse {
    String id = null;
    String name = null;
    String title = null;
    String description = null;
    String container = null;
    boolean ofClient = false;
    boolean composite = false;
    var parts = new ArrayList<RoleName>();
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "id" -> id = json.text();
        case "name" -> name = json.text();
        case "description" -> description = json.textOrNull();
        case "containerId" -> container = json.text();
        case "clientRole" -> ofClient = json.flag();
        case "composite" -> composite = json.flag();
        case "attributes" -> title = title(json);
        case "composites" -> parts(json, parts);
        default -> json.skip();
      }
    }
    String sure = json.need(name, "name");
    return new RoleRecord(
        json.need(id, "id"),
        sure,
        title == null || title.isBlank() ? sure : title,
        description == null ? "" : description,
        json.need(container, "containerId"),
        new Kind(ofClient, composite),
        List.copyOf(parts));
  }

  private static @Nullable String title(Json json) throws UnreadableResponse {
    var titles = new ArrayList<String>();
    json.members(name -> {
      if (name.equals(Keycloak.NAME_ATTRIBUTE)) {
        titles.addAll(AdminGet.items(json, Json::text));
      } else {
        json.skip();
      }
    });
    return titles.isEmpty() ? null : titles.getFirst();
  }

  private static void parts(Json json, List<RoleName> parts) throws UnreadableResponse {
    json.members(where -> {
      switch (where) {
        case "realm" -> json.items(() -> parts.add(new RoleName(null, json.text())));
        case "client" ->
            json.members(client -> json.items(() -> parts.add(new RoleName(client, json.text()))));
        default -> json.skip();
      }
    });
  }
}
