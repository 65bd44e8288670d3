package dev.rolecall.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that says no, in the envelope {@code {error, message, details, request_id}}, in
 * Keycloak's, or in whatever a proxy sends instead.
 *
 * @param code the machine-readable reason; empty where there is no envelope
 * @param message for people, as the remote side wrote it; untrusted
 * @param details the values in {@code details}, as text, at most ten
 * @param requestId empty where there is none
 */
public record ErrorResponse(
    int status, String code, String message, List<Detail> details, String requestId) {

  /** One value of {@code details}. */
  public record Detail(String name, String value) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 10;
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]*");

  /** What only says the status again: {@code HTTP 403 Forbidden}. */
  private static final Pattern PHRASE = Pattern.compile("HTTP \\d{3} .*");

  /** Where the words for people are: the envelope's, RFC 6749's, Keycloak's. */
  private static final List<String> WORDS = List.of("message", "error_description", "errorMessage");

  /** Keycloak has sentences where others have a code. */
  private static final List<String> WORDS_AND_ERROR =
      List.of("message", "error_description", "errorMessage", "error");

  /** The first value of that detail. */
  public @Nullable String detail(String name) {
    return details.stream()
        .filter(detail -> detail.name().equals(name))
        .map(Detail::value)
        .findFirst()
        .orElse(null);
  }

  static ErrorResponse of(HttpResponse response) {
    JsonNode root;
    try {
      root = JSON.readTree(response.body());
    } catch (JacksonException e) {
      root = JSON.createObjectNode();
    }
    String id = root.path("request_id").asString("");
    String error = root.path("error").asString("");
    boolean isCode = CODE.matcher(error).matches();
    return new ErrorResponse(
        response.status(),
        isCode ? error : "",
        first(root, isCode ? WORDS : WORDS_AND_ERROR),
        details(root.path("details")),
        id.isEmpty() ? response.requestId() : id);
  }

  private static String first(JsonNode root, List<String> names) {
    return names.stream()
        .map(name -> root.path(name).asString(""))
        .filter(text -> !text.isBlank() && !PHRASE.matcher(text).matches())
        .findFirst()
        .orElse("");
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
