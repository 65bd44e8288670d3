package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Body;
import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What requests say. */
final class Bodies {
  private static final JsonMapper JSON = new JsonMapper();

  private Bodies() {}

  /** A name for people is an attribute only where it differs from the role's own. */
  static Body newRole(String role, String name, String description, Collection<RoleName> inside) {
    var body = JSON.createObjectNode().put("name", role).put("description", description);
    var attributes = new TreeMap<String, List<String>>();
    title(attributes, role, name);
    attributes(body, attributes);
    if (!inside.isEmpty()) {
      // Without this flag Keycloak leaves the composites out, and answers 201.
      body.put("composite", true);
      var composites = body.putObject("composites");
      for (RoleName part : inside) {
        var lists = part.client() == null ? composites : composites.withObjectProperty("client");
        lists.withArrayProperty(part.client() == null ? "realm" : part.client()).add(part.name());
      }
    }
    return Body.json(JSON.writeValueAsBytes(body));
  }

  /** The texts of a role with all its attributes, which a write replaces. */
  static Body texts(Texts texts) {
    var body =
        JSON.createObjectNode().put("name", texts.role()).put("description", texts.description());
    attributes(body, texts.attributes());
    return Body.json(JSON.writeValueAsBytes(body));
  }

  private static void attributes(ObjectNode body, Map<String, List<String>> attributes) {
    var node = body.putObject("attributes");
    attributes.forEach((name, values) -> {
      var list = node.putArray(name);
      values.forEach(list::add);
    });
  }

  private static void title(SortedMap<String, List<String>> attributes, String role, String name) {
    if (name.equals(role)) {
      attributes.remove(Keycloak.NAME_ATTRIBUTE);
    } else {
      attributes.put(Keycloak.NAME_ATTRIBUTE, List.of(name));
    }
  }

  /** The realm's attributes and nothing else of it: what is not named stays. */
  static Body realmAttributes(Map<String, String> attributes) {
    var node = JSON.createObjectNode();
    var all = node.putObject("attributes");
    attributes.forEach(all::put);
    return Body.json(JSON.writeValueAsBytes(node));
  }

  /**
   * What a role says of itself for people.
   *
   * @param role its own name, which stays
   */
  record Texts(String role, String description, SortedMap<String, List<String>> attributes) {
    Texts named(String name) {
      var changed = new TreeMap<>(attributes);
      title(changed, role, name);
      return new Texts(role, description, changed);
    }

    Texts described(String text) {
      return new Texts(role, text, attributes);
    }

    static Texts of(Json json) throws UnreadableResponse {
      String role = null;
      String description = null;
      var attributes = new TreeMap<String, List<String>>();
      json.object();
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "name" -> role = json.text();
          case "description" -> description = json.textOrNull();
          case "attributes" ->
              json.members(name -> attributes.put(name, AdminGet.items(json, Json::text)));
          default -> json.skip();
        }
      }
      return new Texts(json.need(role, "name"), description == null ? "" : description, attributes);
    }
  }
}
