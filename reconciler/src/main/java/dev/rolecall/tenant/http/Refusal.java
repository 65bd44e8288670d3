package dev.rolecall.tenant.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that says no, in the envelope {@code {error, message, details, request_id}} or in
 * whatever a proxy sends instead.
 *
 * @param code the machine-readable reason; empty where there is no envelope
 * @param message for people, as the remote side wrote it; untrusted
 * @param details the values in {@code details}, as text, at most ten
 * @param requestId empty where there is none
 */
public record Refusal(
    int status, String code, String message, List<Detail> details, String requestId) {

  /** One value of {@code details}. */
  public record Detail(String name, String value) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 10;

  /** The first value of that detail. */
  public @Nullable String detail(String name) {
    return details.stream()
        .filter(detail -> detail.name().equals(name))
        .map(Detail::value)
        .findFirst()
        .orElse(null);
  }

  static Refusal of(Answer answer) {
    JsonNode root;
    try {
      root = JSON.readTree(answer.body());
    } catch (JacksonException e) {
      root = JSON.createObjectNode();
    }
    String id = root.path("request_id").asString("");
    return new Refusal(
        answer.status(),
        root.path("error").asString(""),
        root.path("message").asString(""),
        details(root.path("details")),
        id.isEmpty() ? answer.requestId() : id);
  }

  private static List<Detail> details(JsonNode node) {
    var found = new ArrayList<Detail>();
    for (var member : node.properties()) {
      var values = member.getValue();
      if (values.isArray()) {
        values.forEach(value -> add(found, member.getKey(), value));
      } else {
        add(found, member.getKey(), values);
      }
    }
    return List.copyOf(found);
  }

  private static void add(List<Detail> found, String name, JsonNode value) {
    if (value.isValueNode() && found.size() < MOST) {
      found.add(new Detail(name, value.asString("")));
    }
  }
}
